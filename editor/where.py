"""Where a page looks: the sandbox that its visitor chose, and what they may do there."""

from fastapi import HTTPException, Request
from starlette.datastructures import Headers

from editor.notices.inbox import Inbox
from editor.origin import cookie
from editor.policy import PAGES, needed, suffices
from editor.preferences import LANGUAGE_COOKIE, THEME_COOKIE, preferred_language, preferred_theme
from editor.sandboxes.allowed import holding, rights_in
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.sandboxes import PROD

SANDBOX_COOKIE = "etapes_sandbox"


def here(request: Request, installation: Installation) -> tuple[Installation, Visitor]:
    """The installation as it is seen from the visitor's sandbox; an answer 403 where the policy keeps them out."""
    visitor = visitor_of(request, installation)
    admitted(request, visitor)
    return installation.at(visitor.sandbox), visitor


def admitted(request: Request, visitor: Visitor) -> None:
    """`HTTPException` 403 where the policy does not let the visitor see this page."""
    if not suffices(visitor.rights, needed(PAGES, request.scope["route"].path)):
        raise HTTPException(403)


def visitor_of(request: Request, installation: Installation) -> Visitor:
    """The person whose session the guard found, in their language and their sandbox."""
    person, headers = request.scope["etapes.person"], request.headers
    language = preferred_language(person.language, cookie(headers, LANGUAGE_COOKIE), headers.get("accept-language", ""))
    sandbox = sandbox_of(headers, installation, person.name)
    request.scope["etapes.rights"] = installation.roles.rights(person.name, sandbox)
    return Visitor(
        person, language, preferred_theme(person.theme, cookie(headers, THEME_COOKIE)), installation.people,
        sandbox=sandbox, granted=lambda: rights_in(installation, person.name, sandbox),
        readable=lambda: holding(installation, person.name, "read"),
        inbox=Inbox(installation.notices, installation.vault, person.id),
    )  # fmt: skip


def sandbox_of(headers: Headers, installation: Installation, person: str) -> str:
    """The one chosen in this browser; where the person may not even read there, the first one where they may."""
    chosen = cookie(headers, SANDBOX_COOKIE) or PROD
    known = [one.name for one in installation.sandboxes.list() if installation.sandboxes.has(one.name)]
    wanted = [*([chosen] if chosen in known else []), *known]
    return next((name for name in wanted if "read" in installation.roles.rights(person, name)), wanted[0])
