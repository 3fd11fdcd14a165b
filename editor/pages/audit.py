"""The audit log: searched, read on, checked, taken along. For administrators."""

from editor.audit.view import AuditView
from editor.people.styles import styles
from editor.theme import frame
from editor.visitor import Visitor
from runtime.installation import Installation


def page(installation: Installation, visitor: Visitor) -> None:
    styles()
    with frame(visitor, "audit", lambda: visitor.say("audit.title")):
        AuditView(installation.audit, visitor)
