"""JSON Patch (RFC 6902), strict and whole: every operation is done, or the document stays as it was.

Our own, because the known libraries compare `1 == true` in `test`. Nothing is changed in place: each operation gives
a new document that shares what it did not touch with the old one.
"""

from collections.abc import Callable
from typing import Any

from editor.api.pointers import BadPointer, child, parse, place

Change = Callable[[Any, str], Any]
"""(container, last segment) → a new container."""


class PatchRefused(Exception):
    """The operation at `index` (0-based) cannot be done; `code` is a key of the problem sentences."""

    def __init__(self, code: str, index: int | None = None, **parameters: Any) -> None:
        self.code, self.index = code, index
        self.parameters = {**parameters, **({} if index is None else {"index": index})}
        super().__init__(f"{code} {self.parameters}")


def apply(document: Any, patch: Any) -> Any:
    """`document` with every operation of `patch` done in order; neither argument is changed."""
    if not isinstance(patch, list):
        raise PatchRefused("patch_not_a_list")
    for index, operation in enumerate(patch):
        try:
            document = _done(document, _checked(operation))
        except BadPointer as wrong:
            raise PatchRefused(wrong.code, index, **wrong.parameters) from wrong
        except PatchRefused as wrong:
            raise PatchRefused(wrong.code, index, **wrong.parameters) from wrong
    return document


def touched(operation: dict[str, Any]) -> list[str]:
    """The pointers whose places the operation would change (not those that it only reads)."""
    kind = operation["op"]
    return {"test": [], "move": [operation["path"], operation.get("from", "")]}.get(kind, [operation["path"]])


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: numbers by value (1 is 1.0), true is never 1, objects without regard to order."""
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    return type(one) is type(other) and bool(one == other)


def _done(document: Any, operation: dict[str, Any]) -> Any:
    path = parse(operation["path"])
    match operation["op"]:
        case "add":
            return _added(document, path, operation["value"])
        case "remove":
            return _removed(document, path)
        case "replace":
            return _replaced(document, path, operation["value"])
        case "test":
            if not same(_at(document, path), operation["value"]):
                raise PatchRefused("patch_test_failed", pointer=operation["path"])
            return document
        case "copy":
            return _added(document, path, _at(document, parse(operation["from"])))
    return _moved(document, parse(operation["from"]), path, operation)


def _moved(document: Any, source: list[str], target: list[str], operation: dict[str, Any]) -> Any:
    moving = _at(document, source)
    if source == target:
        return document
    if target[: len(source)] == source:
        raise PatchRefused("patch_into_itself", pointer=operation["path"], source=operation["from"])
    return _added(_removed(document, source), target, moving)


def _at(document: Any, path: list[str]) -> Any:
    for segment in path:
        document = child(document, segment)
    return document


def _added(document: Any, path: list[str], value: Any) -> Any:
    def change(container: Any, key: str) -> Any:
        if isinstance(container, dict):
            return {**container, key: value}
        at = place(container, key, end=True)
        return [*container[:at], value, *container[at:]]

    return _changed(document, path, change) if path else value


def _removed(document: Any, path: list[str]) -> Any:
    def change(container: Any, key: str) -> Any:
        child(container, key)
        if isinstance(container, dict):
            return {name: value for name, value in container.items() if name != key}
        at = place(container, key)
        return [*container[:at], *container[at + 1 :]]

    if not path:
        raise PatchRefused("patch_removes_all")
    return _changed(document, path, change)


def _replaced(document: Any, path: list[str], value: Any) -> Any:
    def change(container: Any, key: str) -> Any:
        child(container, key)
        return _with(container, key, value)

    return _changed(document, path, change) if path else value


def _changed(document: Any, path: list[str], change: Change) -> Any:
    """A new document in which `change` was made to the container that holds the last segment."""
    head, *rest = path
    if not rest:
        if not isinstance(document, dict | list):
            raise BadPointer("patch_no_such_place", head)
        return change(document, head)
    return _with(document, head, _changed(child(document, head), rest, change))


def _with(container: Any, key: str, value: Any) -> Any:
    if isinstance(container, dict):
        return {**container, key: value}
    at = place(container, key)
    return [*container[:at], value, *container[at + 1 :]]


_MEMBERS = {"add": "value", "replace": "value", "test": "value", "move": "from", "copy": "from", "remove": "path"}


def _checked(operation: Any) -> dict[str, Any]:
    """The operation, once it has every member that its `op` needs."""
    if not isinstance(operation, dict):
        raise PatchRefused("patch_not_an_operation")
    kind = operation.get("op")
    if not isinstance(kind, str) or kind not in _MEMBERS:
        raise PatchRefused("patch_unknown_operation", op=kind)
    for member in ("path", _MEMBERS[kind]):
        if member not in operation:
            raise PatchRefused("patch_member_missing", op=kind, member=member)
        if member != "value" and not isinstance(operation[member], str):
            raise PatchRefused("patch_member_no_text", op=kind, member=member)
    return operation
