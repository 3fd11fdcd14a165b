"""What a system answered, as it came and as what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runtime.problems import Outage, Problem, Problems, problem

EXCERPT = 500
"""Characters of an answer that a sentence quotes."""
PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Statuses that may be others the next time."""
_HTML = ("<!doctype html", "<html")


@dataclass(frozen=True)
class Answer:
    """What came back. `address` carries no secret; a secret in `text` or `headers` was hidden `hidden` times."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    address: str = ""
    seconds: float = 0
    hidden: int = 0
    sample: bool = False
    """Nothing was called: this is what the endpoint is known to answer."""

    @property
    def success(self) -> bool:
        return 200 <= self.status < 300

    def expect_success(self, *, again: bool) -> None:
        """`Problems` with the status and what the system said; `Outage` where the call may be sent `again` and the
        status speaks of a trouble that passes."""
        if not self.success:
            said = {"status": self.status, "address": self.address, "said": self.text[:EXCERPT]}
            kind = Outage if again and self.status in PASSING else Problems
            raise kind(Problem(code="http_status", parameters=said))

    def value(self) -> Any:
        """The JSON; None where there is nothing. `Problems` for a web page and for what is no JSON."""
        if not self.text.strip():
            return None
        said = {"address": self.address, "said": self.text[:EXCERPT]}
        if self.text.lstrip()[:14].lower().startswith(_HTML):
            raise problem("http_html", **said)
        from storage.exact_json import loads, marked

        try:
            return loads(marked(self.text))
        except ValueError as wrong:
            raise problem("http_not_json", **said) from wrong

    def content(self) -> Any:
        """The JSON where it is some, else the text as it is."""
        try:
            return self.value()
        except Problems:
            return self.text
