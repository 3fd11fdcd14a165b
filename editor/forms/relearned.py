"""A mapping after the file was looked at again: names and choices of the person stay, types are those found now."""

from typing import Any


def relearned(known: Any, found: list[dict[str, Any]], *, columns: bool) -> list[dict[str, Any]]:
    """`known` lines with the types of `found`; with `columns` the other ones follow. No lines known: all found."""
    lines = [line for line in known if isinstance(line, dict)] if isinstance(known, list) else []
    if not lines:
        return found
    types = {line["column"]: line.get("type") for line in found}
    kept = [line | {"type": types[line["column"]]} if line.get("column") in types else line for line in lines]
    seen = {line.get("column") for line in lines}
    return [*kept, *(line for line in found if columns and line["column"] not in seen)]
