"""A line of the audit log in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editor.i18n import known
from editor.visitor import Visitor
from storage.audit import Line

_NAMES = {"role": "people.roles"}
"""Fields whose values have words of their own."""


@dataclass(frozen=True)
class Changed:
    """One field that is another one after than before; None where it was not there."""

    field: str
    before: str | None
    after: str | None


def deed(visitor: Visitor, line: Line) -> str:
    """What was done, as a sentence without its subject."""
    key = f"audit.actions.{line.action}"
    if known(key):
        return visitor.say(key, thing=thing(line), **_beside(visitor, line))
    return visitor.say("audit.other", action=line.action, thing=thing(line))


def _beside(visitor: Visitor, line: Line) -> dict[str, str]:
    """Which role, whom: what the sentence names beside the thing."""
    told = _fields(line.before) | _fields(line.after)
    return {name: _shown(visitor, name, told.get(name)) for name in ("role", "person", "purpose")}


def thing(line: Line) -> str:
    """What people call the object: its name at that time, else its id."""
    kind, _, name = line.object.partition("/")
    for told in (line.after, line.before):
        if kind not in ("person", "group", "role") and isinstance(told, dict) and (told.get("name") or ""):
            return str(told["name"])
    return name or line.object


def changes(visitor: Visitor, line: Line) -> list[Changed]:
    """What the line tells of before and after; fields that stayed as they were are left out."""
    before, after = _fields(line.before), _fields(line.after)
    both = line.before is not None and line.after is not None
    return list(_changes(visitor, before, after, both=both))


def _changes(visitor: Visitor, before: dict[str, Any], after: dict[str, Any], *, both: bool) -> Iterator[Changed]:
    for name in dict.fromkeys([*before, *after]):
        if both and name in before and name in after and before[name] == after[name]:
            continue
        old = _shown(visitor, name, before[name]) if name in before else None
        new = _shown(visitor, name, after[name]) if name in after else None
        if (old or new) not in (None, visitor.say("audit.nothing")) or (old and new):
            key = f"audit.fields.{name}"
            yield Changed(visitor.say(key) if known(key) else name, old, new)


def _fields(told: Any) -> dict[str, Any]:
    if told is None:
        return {}
    return told if isinstance(told, dict) else {"value": told}


def _shown(visitor: Visitor, name: str, value: Any) -> str:
    if isinstance(value, str) and known(key := f"{_NAMES.get(name)}.{value}.name"):
        return visitor.say(key)
    if isinstance(value, bool):
        return visitor.say("audit.yes" if value else "audit.no")
    if value in (None, "", [], {}):
        return visitor.say("audit.nothing")
    if isinstance(value, int | float):
        return visitor.exact(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
