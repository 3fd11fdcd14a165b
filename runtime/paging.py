"""How a long answer is asked for page by page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from runtime.answer import Answer
from runtime.items_path import MISSING, inside
from runtime.model import Item
from runtime.problems import problem

Kind = Literal["none", "page", "cursor", "link"]
_LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)")
_NEXT = re.compile(r";\s*rel\s*=\s*\"?[^\";,]*\bnext\b", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What a further page is asked by: parameters beside the others, or an address of its own."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True)
class Paging:
    """The way of one system. `parameter` names the number or the cursor, `path` is where the next cursor stands."""

    kind: Kind = "none"
    parameter: str = "page"
    path: str = ""
    first: int = 1

    def begin(self) -> Page:
        return Page({self.parameter: self.first}) if self.kind == "page" else Page()

    def after(self, page: Page, answer: Answer, items: Sequence[Item]) -> Page | None:
        """The page behind this one; None after the last. `Problems` where a system gives the same page for ever."""
        found = self._after(page, answer, items)
        if found == page:
            raise problem("paging_repeats", "paging")
        return found

    def _after(self, page: Page, answer: Answer, items: Sequence[Item]) -> Page | None:
        if self.kind == "page":
            return Page({self.parameter: page.parameters[self.parameter] + 1}) if items else None
        if self.kind == "cursor":
            cursor = inside(answer.value(), self.path)
            return None if cursor in (None, "", False, MISSING) else Page({self.parameter: cursor})
        address = _next(answer.headers.get("link", "")) if self.kind == "link" else ""
        return Page(address=address) if address else None


def _next(header: str) -> str:
    """The address of `rel="next"` in a Link header."""
    return next((link[1] for link in _LINK.finditer(header) if _NEXT.search(link[2])), "")
