"""People over REST: who has an account, and what becomes of it. For administrators; others may invite."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from editor.api import documented_people as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed, NotAllowed
from editor.api.parameters import Limit
from editor.api.people_bodies import Known, Newcomer, given
from editor.people.inviting import offered
from editor.people.links import link_for
from storage.people import People, Person
from storage.person import check_role, same
from storage.revision import Revision
from storage.rights import EVERY

ROUTER = APIRouter(tags=["people"])
LIMIT = 200
Search = Annotated[str, Query(max_length=200, description="Only those whose name, full name or e-mail has this in it.")]
After = Annotated[str | None, Query(description="From the link to the next page.", alias="continuationToken")]
PersonAction = Annotated[str, Query(description="link, end_sessions or reset_second_factor, in any case.")]
_ACTIONS = ("link", "end_sessions", "reset_second_factor")


@ROUTER.get("/people", **doc.people)
def list_people(request: Request, caller: Permitted, *, search: Search = "", limit: Limit = None, after: After = None
                ) -> Response:  # fmt: skip
    """Everybody with an account, by name."""
    words, most = search.casefold(), limit or LIMIT
    found = [one for one in _people(caller).list() if words in f"{one.name} {one.full_name} {one.email}".casefold()]
    rest = [one for one in found if after is None or same(one.name) > after]
    more = request.url.include_query_params(continuationToken=same(rest[most - 1].name)) if len(rest) > most else None
    address = more and f"{request.app.state.dialect.root}/people?{more.query}"
    return answer({"items": [shown(caller, one) for one in rest[:most]], "next": address})


@ROUTER.get("/people/{person}", **doc.person)
def read_person(person: str, caller: Permitted) -> Response:
    """One account, by its id."""
    return answer(shown(caller, _people(caller).by_id(person)))


@ROUTER.post("/people", status_code=201, **doc.adding)
def add_person(request: Request, caller: Permitted, raw: Body) -> Response:
    """Adds an account. Without a password the answer has a link by which the person sets it: it is told only here.

    Who does not administer invites: without a password, and with a role that may less than their own.
    """
    expect(request, (JSON,), "Accept-Post")
    told = given(Newcomer, raw)
    people = _people(caller)
    check_role(told.role)
    if not (caller.may("administer") or _invites(caller, told)):
        raise NotAllowed("right_missing", right="administer", role=caller.role)
    made = people.add(told.name, told.password, told.role, told.info("name"), disabled=bool(told.disabled),
                      author=caller.name)  # fmt: skip
    link = None if told.password is not None or told.disabled else _link(request, caller, made)
    headers = {"Location": f"{request.app.state.dialect.root}/people/{made.id}"}
    return answer(shown(caller, made) | {"link": link}, 201, headers)


@ROUTER.patch("/people/{person}", **doc.changing)
def change_person(request: Request, person: str, caller: Permitted, raw: Body) -> Response:
    """Changes what is sent, all of it or nothing: names, address, role, password, whether the account is disabled."""
    expect(request, (JSON, "application/merge-patch+json"), "Accept-Patch")
    people, told = _people(caller), given(Known, raw)
    now = people.by_id(person)
    revision = Revision(
        info=told.info() or None, password=told.password, role=told.role if told.role != now.role else None,
        disabled=told.disabled if told.disabled != now.disabled else None,
    )  # fmt: skip
    return answer(shown(caller, people.change(now.name, revision, author=caller.name)))


@ROUTER.delete("/people/{person}", status_code=204, **doc.removing)
def remove_person(person: str, caller: Permitted) -> Response:
    """The account is gone, with its sessions, tokens, roles and memberships; the last administrator stays."""
    people = _people(caller)
    people.remove(people.by_id(person).name, author=caller.name)
    return Response(status_code=204)


@ROUTER.post("/people/{person}/action", **doc.acting)
def act_on_person(request: Request, person: str, caller: Permitted, *, op: PersonAction) -> Response:
    """`link` makes an invitation or a way to a new password; the others end sessions and reset the second factor."""
    people = _people(caller)
    found, link = people.by_id(person), None
    match op.lower():
        case "link":
            link = _link(request, caller, found)
        case "end_sessions":
            people.custody.end_sessions(found, caller.name)
        case "reset_second_factor":
            people.custody.drop_second_factor(found, caller.name)
        case _:
            raise Malformed("action_unknown", op=op[:80], known=", ".join(_ACTIONS))
    return answer(shown(caller, people.by_id(person)) | {"link": link})


@ROUTER.get("/people/{person}/tokens", **doc.tokens)
def list_tokens(person: str, caller: Permitted) -> Response:
    """A person's tokens without their secrets, oldest first."""
    people = _people(caller)
    return answer({"items": [asdict(one) for one in people.tokens(people.by_id(person).name)], "next": None})


@ROUTER.delete("/people/{person}/tokens/{token}", status_code=204, **doc.ending)
def revoke_token(person: str, token: str, caller: Permitted) -> Response:
    """The token holds no longer."""
    people = _people(caller)
    people.revoke_token(people.by_id(person).name, token)
    return Response(status_code=204)


@ROUTER.get("/people/{person}/sessions", **doc.sessions)
def list_sessions(person: str, caller: Permitted) -> Response:
    """Where a person is signed in, the session used last first."""
    people = _people(caller)
    return answer({"items": [asdict(one) for one in people.sessions(people.by_id(person).name)], "next": None})


@ROUTER.delete("/people/{person}/sessions/{session}", status_code=204, **doc.ending)
def end_session(person: str, session: str, caller: Permitted) -> Response:
    """The session ends, also on pages that are open."""
    people = _people(caller)
    people.end_session(people.by_id(person).name, session)
    return Response(status_code=204)


def shown(caller: Caller, person: Person) -> dict[str, Any]:
    people = _people(caller)
    told = ("id", "name", "email", "full_name", "first_name", "middle_name", "last_name", "role", "disabled", "barred",
            "provider", "external_key", "created")  # fmt: skip
    return {name: getattr(person, name) for name in told} | {
        "second_factor": people.factors.on(person.id),
        "password": people.has_password(person.name),
    }


def _invites(caller: Caller, told: Newcomer) -> bool:
    """Whether it is no more than an invitation of somebody who may less."""
    mine = offered(caller.installation.roles, caller.name, caller.scopes or EVERY)
    return told.password is None and not told.disabled and told.role in mine


def _link(request: Request, caller: Caller, person: Person) -> dict[str, Any]:
    origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return asdict(link_for(caller.installation, person, caller.name, origin))


def _people(caller: Caller) -> People:
    return caller.installation.people
