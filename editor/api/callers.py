"""Who asks: a bearer token, the sandbox, the language; and whether they may."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hmac import compare_digest
from typing import TYPE_CHECKING, Annotated, Any

from anyio import to_thread
from fastapi import Depends, Request

from editor.api.answers import Voice
from editor.api.errors import Malformed, NotAllowed, NotIdentified
from editor.policy import CALLS, INSIDE, needed
from editor.preferences import preferred_language
from storage.asker import asks
from storage.errors import NotFound
from storage.flows import Flows
from storage.rights import Right

if TYPE_CHECKING:
    from runtime.installation import Installation

SANDBOX = "prod"
_LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
_BEARER = re.compile(r"Bearer +([\x21-\x7e]+) *", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Caller(Voice):
    """The owner of the token, in one sandbox, with the rights that role and token's scopes have in common."""

    installation: "Installation"
    name: str
    role: str
    rights: frozenset[Right]
    scopes: tuple[str, ...] = ()
    sandbox: str = SANDBOX
    owner: bool = False
    """A command line that hands its run to the server of its data folder."""

    @property
    def flows(self) -> Flows:
        return self.installation.flows(self.sandbox)

    def may(self, right: Right) -> bool:
        """A token without scopes has all that its owner may."""
        return right in self.rights and (not self.scopes or right in self.scopes)

    def permit(self, operation: str) -> None:
        """`NotAllowed` unless the policy lets them."""
        need = needed(CALLS, operation)
        if need and not any(map(self.may, need)):
            raise NotAllowed("right_missing", right=need[0], role=self.role)


async def admit(request: Request) -> Caller:
    """The caller that the request's headers tell of; the dialect of the address may ask for more headers.

    A bearer has a token, or the session that a flow opened for somebody.
    """
    secret = _secret(request)
    request.app.state.dialect.gate(request.headers)
    installation: Installation = request.app.state.installation
    if _is_owner(request, installation, secret):
        return _command_line(request, installation)
    people = installation.people
    token = people.held(secret) or await to_thread.run_sync(people.token, secret)
    person = token.person if token else await to_thread.run_sync(people.session, secret)
    if person is None:
        raise NotIdentified("token_refused", headers=challenge(', error="invalid_token"'))
    sandbox = _sandbox(request)
    caller = Caller(
        language=language_of(request, person.language), installation=installation, name=person.name,
        role=person.role, rights=installation.roles.rights(person.name, sandbox),
        scopes=tuple(token.scopes) if token else (), sandbox=sandbox,
    )  # fmt: skip
    request.state.caller = caller
    if not installation.sandboxes.has(sandbox):
        raise NotFound("sandbox", sandbox)
    asks(caller.name, request.client.host if request.client else "")
    return caller


def _is_owner(request: Request, installation: "Installation", secret: str) -> bool:
    """Whether a command on this machine asks that could read the data folder."""
    owner, here = installation.owner, request.client.host if request.client else ""
    same_machine = here in _LOOPBACK or here == (request.scope.get("server") or ("",))[0]
    return bool(owner and same_machine and compare_digest(owner.secret.encode(), secret.encode()))


def _command_line(request: Request, installation: "Installation") -> Caller:
    caller = Caller(
        language=language_of(request, None), installation=installation, name="cli", role="administrator",
        rights=frozenset(("read", "design", "run")), sandbox=_sandbox(request), owner=True,
    )  # fmt: skip
    request.state.caller = caller
    return caller


async def permitted(request: Request) -> Caller:
    """The caller, if the policy lets them do what the route is for."""
    caller, operation = await admit(request), request.scope["route"].name
    if operation in INSIDE and (more := await to_thread.run_sync(_rights_inside, caller, request.path_params)):
        caller = replace(caller, rights=caller.rights | more)
    caller.permit(operation)
    return caller


def _rights_inside(caller: Caller, named: Mapping[str, Any]) -> frozenset[Right]:
    """What the caller may in the context of the entry that the address names."""
    entry, roles = str(named["entry"]), caller.installation.roles
    if not (entry.isascii() and entry.isdigit() and len(entry) < 19):
        return frozenset()
    try:
        number = caller.installation.entries(caller.sandbox).number(str(named["component"]))
    except NotFound:
        return frozenset()
    context = roles.context_of(caller.sandbox, number, int(entry))
    return roles.rights(caller.name, caller.sandbox, context.id) if context else frozenset()


Permitted = Annotated[Caller, Depends(permitted)]


def voice_of(request: Request) -> Voice:
    """The language to answer in, also before it is known who asks."""
    known: Any = getattr(request.state, "caller", None)
    return known if isinstance(known, Voice) else Voice(language_of(request, None))


def language_of(request: Request, account: str | None) -> str:
    """The first of ours that Accept-Language prefers; without the header the account's."""
    header = request.headers.get("accept-language", "")
    if not header:
        return preferred_language(account, None, "")
    parts = [part.strip().partition(";q=") for part in header.split(",")]
    wanted = sorted((part for part in parts if part[2] not in ("0", "0.0")), key=lambda part: -_weight(part[2]))
    return preferred_language(None, None, ",".join(name for name, _, _ in wanted))


def challenge(detail: str = "") -> dict[str, str]:
    return {"WWW-Authenticate": f'Bearer realm="etapes"{detail}'}


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0


def _secret(request: Request) -> str:
    header = request.headers.get("authorization")
    if header is None:
        raise NotIdentified("token_missing", headers=challenge())
    match = _BEARER.fullmatch(header.strip())
    if not match:
        raise NotIdentified("token_refused", headers=challenge(', error="invalid_token"'))
    return match[1]


def _sandbox(request: Request) -> str:
    name = request.headers.get("x-sandbox-name", SANDBOX)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", name):
        raise Malformed("sandbox_malformed", name=name[:80])
    return name
