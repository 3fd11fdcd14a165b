"""A page of flows: filters, order, and where the next page begins.

The next page begins behind the last flow of this one, by the order's own value and id: flows that are added meanwhile
shift nothing, so none is lost and none comes twice.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from editor.api.answers import plain
from editor.api.callers import Caller
from editor.api.dialects import Dialect, Page
from editor.api.errors import Malformed
from storage.record import Summary

LIMIT = 50
_ORDERS: dict[str, Callable[[Summary], str]] = {
    "id": lambda line: line.id,
    "name": lambda line: line.name.casefold(),
    "state": lambda line: line.state,
    "created": lambda line: line.created_at.isoformat(timespec="microseconds"),
    "updated": lambda line: line.updated_at.isoformat(timespec="microseconds"),
}
_ORDERS |= {"createdAt": _ORDERS["created"], "updatedAt": _ORDERS["updated"]}
_FILTER = re.compile(r"([\w.\[\]-]+)(==|!=)(.*)", re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """What of the list is wanted: filters, order (`-name`), how many, and behind which (value, id)."""

    filters: tuple[str, ...]
    order: str
    limit: int
    after: tuple[str, str] | None = None


def ask(filters: list[str], order: str | None, limit: int | None, token: str | None) -> Asked:
    """The request's own wishes; a token brings those of the page before, which must agree."""
    if order is not None:
        order = order.replace("+", "").strip()  # a plus sign in an address is read as a space
        if order.removeprefix("-") not in _ORDERS:
            raise Malformed("order_unknown", order=order[:80], known=", ".join(_ORDERS))
    for one in filters:
        if not _FILTER.fullmatch(one):
            raise Malformed("filter_malformed", filter=one[:200])
    if token is None:
        return Asked(tuple(filters), order or "created", limit or LIMIT)
    before = _opened(token)
    if (filters and tuple(filters) != before.filters) or (order and order != before.order):
        raise Malformed("continuation_mismatch")
    return Asked(before.filters, before.order, limit or before.limit, before.after)


def page(caller: Caller, dialect: Dialect, asked: Asked, *, count: bool) -> Page:
    lines = [line for line in caller.flows.list() if all(_holds(caller, dialect, line, one) for one in asked.filters)]
    value, down = _ORDERS[asked.order.removeprefix("-")], asked.order.startswith("-")
    keyed = sorted((((value(line), line.id), line) for line in lines), key=lambda pair: pair[0], reverse=down)
    rest = [pair for pair in keyed if asked.after is None or _behind(pair[0], asked.after, down=down)]
    shown, total = rest[: asked.limit], len(lines) if count else None
    following = _address(dialect, asked, shown[-1][0], count=count) if len(rest) > asked.limit else None
    return Page([line for _, line in shown], asked.limit, following, total)


def _behind(key: tuple[str, str], last: tuple[str, str], *, down: bool) -> bool:
    return key < last if down else key > last


def _holds(caller: Caller, dialect: Dialect, line: Summary, condition: str) -> bool:
    """`path==one,other` against the flow's representation; a path through an array (`steps[].id`) asks for any."""
    match = _FILTER.fullmatch(condition)
    path, operator, wanted = match.groups() if match else ("", "==", "")
    if path in ("id", "name", "state"):
        values = [getattr(line, path)]
    else:
        shown = plain(dialect.flow(caller.flows.get(line.id)))
        values = list(_values(shown, path.split(".")))
    found = not {_text(value) for value in values}.isdisjoint([*wanted.split(","), wanted])
    return found == (operator == "==")


def _values(here: Any, path: list[str]) -> list[Any]:
    if not path:
        return [here]
    name, many = path[0].removesuffix("[]"), path[0].endswith("[]")
    inner = here.get(name) if isinstance(here, dict) else None
    if inner is None:
        return []
    branches = (inner if isinstance(inner, list) else []) if many or (path[1:] and isinstance(inner, list)) else [inner]
    return [value for branch in branches for value in _values(branch, path[1:])]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _address(dialect: Dialect, asked: Asked, last: tuple[str, str], *, count: bool) -> str:
    token = json.dumps([asked.filters, asked.order, asked.limit, last]).encode()
    query = [("property", one) for one in asked.filters]
    query += [("orderby", asked.order), ("limit", str(asked.limit))] + ([("count", "true")] if count else [])
    return f"{dialect.root}/flows?" + urlencode([*query, ("continuationToken", urlsafe_b64encode(token).decode())])


def _opened(token: str) -> Asked:
    try:
        filters, order, limit, (value, flow) = json.loads(urlsafe_b64decode(token.encode()))
        fair = order.removeprefix("-") in _ORDERS and all(_FILTER.fullmatch(one) for one in filters)
        if not (fair and isinstance(value, str) and isinstance(flow, str) and 1 <= int(limit) <= 1000):
            raise ValueError(token)
    except (ValueError, TypeError, AttributeError, RecursionError) as wrong:
        raise Malformed("continuation_malformed") from wrong
    return Asked(tuple(filters), order, int(limit), (value, flow))
