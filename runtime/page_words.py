"""The words of an HTML page, for those who read no HTML."""

import re
from html.parser import HTMLParser

_SPACES = re.compile(r"\s+")


class _Words(HTMLParser):
    """The words of a page, a line for each of its blocks."""

    _BLOCKS = frozenset(("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"))
    _UNSEEN = frozenset(("style", "script", "head", "title"))

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._UNSEEN
        if tag == "a":
            self._leave_link()
            self._link = (dict(attrs).get("href") or "").strip(), len(self.words)
        if tag in self._BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._UNSEEN
        if tag == "a":
            self._leave_link()
        if tag in self._BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.words.append(_SPACES.sub(" ", data))

    def _leave_link(self) -> None:
        """Where a link leads stands behind its words, unless these say it."""
        address, start = self._link or ("", 0)
        self._link = None
        said = "".join(self.words[start:]).strip()
        if address and not address.startswith("#") and address.removeprefix("mailto:") != said and self._hidden <= 0:
            self.words.append(f" <{address}>" if said else address)


def plain(html: str) -> str:
    """With a line for each of its blocks."""
    reader = _Words()
    reader.feed(html)
    lines = [" ".join(line.split()) for line in "".join(reader.words).splitlines()]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip()
