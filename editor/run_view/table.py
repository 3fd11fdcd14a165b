"""Items as a table: one column per field, in order of first appearance; what nests is shown as JSON."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from editor.visitor import Visitor

LONGEST = 200
"""Characters of a value that a cell shows; the rest is in its tooltip and in the JSON."""


def columns_of(items: Sequence[Any]) -> list[str]:
    names: dict[str, None] = {}
    for item in items:
        names.update(dict.fromkeys(item if isinstance(item, dict) else ["value"]))
    return list(names)


def table_html(items: Sequence[Any], visitor: Visitor, caption: str) -> str:
    """An HTML table; every value is escaped here."""
    columns = columns_of(items)
    rows = [item if isinstance(item, dict) else {"value": item} for item in items]
    numeric = {name for name in columns if all(_is_number(row.get(name)) for row in rows if row.get(name) is not None)}
    head = "".join(f'<th scope="col"{_right(name in numeric)}>{escape(name)}</th>' for name in columns)
    body = "".join(
        f"<tr>{''.join(_cell(row.get(name), name in numeric, visitor) for name in columns)}</tr>" for row in rows
    )
    title = f'<caption class="unseen">{escape(caption)}</caption>'
    return f'<table class="grid">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: Any, numeric: bool, visitor: Visitor) -> str:
    if value is None:
        return f'<td{_right(numeric)}><span class="null">null</span></td>'
    if _is_number(value):
        plain, shown = json.dumps(value), visitor.exact(value)
        exact = "" if shown == plain else f' title="{plain}"'
        return f"<td{_right(numeric)}{exact}>{escape(shown)}</td>"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) > LONGEST:
        return f'<td title="{escape(text[:2000])}">{escape(text[:LONGEST])}…</td>'
    return f"<td>{escape(text)}</td>"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _right(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
