"""Whether the log is what was written: a line that says so, and the button that looks."""

from collections.abc import Callable

from nicegui.element import Element

from editor.audit.listing import Listing
from editor.controls import button, icon, text
from editor.visitor import Visitor


def chain_notice(visitor: Visitor, listing: Listing, check: Callable[[], object]) -> None:
    verdict = listing.verdict
    kind = "" if verdict is None else "ok" if verdict.good else "bad"
    with Element("div").classes(f"notice audit-chain {kind}").props('role="status" data-testid="audit-chain"'):
        icon("verified_user" if verdict is None or verdict.good else "gpp_bad")
        with Element("div").classes("stack-lines"):
            if listing.checking:
                text("p", visitor.say("audit.checking"))
            elif verdict is None:
                text("p", visitor.say("audit.check_hint"))
            else:
                for words in verdict.told(visitor.say):
                    text("p", words)
        if not listing.checking:
            button(visitor.say("audit.check"), check).props('data-once data-testid="audit-check"')
