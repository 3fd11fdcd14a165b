"""Groups, roles, contexts, and who has what where. For administrators."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from editor.api import documented_people as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed
from editor.api.people_bodies import Allowed, Assigned, Named, given
from storage.errors import NotFound
from storage.groups import Group
from storage.rights import EVERY, RIGHTS, Right
from storage.roles import Assignment, Roles

ROUTER = APIRouter(tags=["roles"])
OfPerson = Annotated[str, Query(alias="person", description="The id of a person.")]
OfGroup = Annotated[str, Query(alias="group", description="The id of a group.")]
OfRole = Annotated[str, Query(alias="role", description="The name of the role.")]
Where = Annotated[str, Query(description="The sandbox that the role holds in; empty for every one.")]
Inside = Annotated[str, Query(description="The id of the context that the role holds in; empty for none.")]


@ROUTER.get("/groups", **doc.groups)
def list_groups(caller: Permitted) -> Response:
    """All of them, by name, with the ids of their members."""
    return answer({"items": [_group(one) for one in _roles(caller).groups.list()], "next": None})


@ROUTER.post("/groups", status_code=201, **doc.group_adding)
def add_group(request: Request, caller: Permitted, raw: Body) -> Response:
    """A new group, without members."""
    expect(request, (JSON,), "Accept-Post")
    made = _roles(caller).groups.add(given(Named, raw).name, caller.name)
    return answer(_group(made), 201, {"Location": f"{request.app.state.dialect.root}/groups/{made.id}"})


@ROUTER.get("/groups/{group}", **doc.group)
def read_group(group: str, caller: Permitted) -> Response:
    """One group."""
    return answer(_group(_roles(caller).groups.get(group)))


@ROUTER.patch("/groups/{group}", **doc.group_changing)
def rename_group(request: Request, group: str, caller: Permitted, raw: Body) -> Response:
    """Another name; members and roles stay."""
    expect(request, (JSON, "application/merge-patch+json"), "Accept-Patch")
    return answer(_group(_roles(caller).groups.rename(group, given(Named, raw).name, caller.name)))


@ROUTER.delete("/groups/{group}", status_code=204, **doc.group_dropping)
def drop_group(group: str, caller: Permitted) -> Response:
    """The group and what it was given are gone; its members stay."""
    _roles(caller).groups.drop(group, caller.name)
    return Response(status_code=204)


@ROUTER.put("/groups/{group}/members/{person}", status_code=204, **doc.member)
def join_group(group: str, person: str, caller: Permitted) -> Response:
    """The person is in the group, and has what it was given."""
    _roles(caller).groups.join(group, caller.installation.people.by_id(person).id, caller.name)
    return Response(status_code=204)


@ROUTER.delete("/groups/{group}/members/{person}", status_code=204, **doc.member)
def leave_group(group: str, person: str, caller: Permitted) -> Response:
    """The person is in the group no longer."""
    _roles(caller).groups.leave(group, person, caller.name)
    return Response(status_code=204)


@ROUTER.get("/roles", **doc.roles)
def list_roles(caller: Permitted) -> Response:
    """The built-in roles and those of this installation, each with its rights."""
    built_in = [_role(name, rights, True) for name, rights in RIGHTS.items()]
    own = [_role(name, rights, False) for name, rights in _roles(caller).own().items()]
    return answer({"items": [*built_in, *own], "next": None})


@ROUTER.put("/roles/{role}", **doc.role_defining)
def define_role(request: Request, role: str, caller: Permitted, raw: Body) -> Response:
    """Makes a role of this installation, or gives it other rights. The built-in ones stay as they are."""
    expect(request, (JSON,), "Accept")
    wanted: Any = given(Allowed, raw).rights
    _roles(caller).define(role, wanted, caller.name)
    return answer(_role(role.strip(), frozenset(wanted), False))


@ROUTER.delete("/roles/{role}", status_code=204, **doc.role_dropping)
def drop_role(role: str, caller: Permitted) -> Response:
    """The role is gone, also from everybody who had it."""
    _roles(caller).drop(role, caller.name)
    return Response(status_code=204)


@ROUTER.get("/contexts", **doc.contexts)
def list_contexts(caller: Permitted) -> Response:
    """The entries that roles can be given in, by name."""
    return answer({"items": [asdict(one) for one in _roles(caller).contexts()], "next": None})


@ROUTER.delete("/contexts/{context}", status_code=204, **doc.context_dropping)
def drop_context(context: str, caller: Permitted) -> Response:
    """The entry is no context any more, and roles inside it are gone; the entry itself stays."""
    _roles(caller).unregister(context, caller.name)
    return Response(status_code=204)


@ROUTER.get("/assignments", **doc.assignments)
def list_assignments(caller: Permitted) -> Response:
    """Who was given which role where, beside the role that each account has of its own; oldest first."""
    return answer({"items": [_assignment(one) for one in _roles(caller).all()], "next": None})


@ROUTER.post("/assignments", status_code=201, **doc.assigning)
def assign_role(request: Request, caller: Permitted, raw: Body) -> Response:
    """Gives a role to a person or a group; what somebody has already stays as it is (200)."""
    expect(request, (JSON,), "Accept-Post")
    told = given(Assigned, raw)
    holder = _holder(caller, told.person, told.group)
    if told.sandbox and not caller.installation.sandboxes.has(told.sandbox):
        raise NotFound("sandbox", told.sandbox)
    new = _roles(caller).assign(holder, told.role, sandbox=told.sandbox, context=told.context, author=caller.name)
    where = _roles(caller).context(told.context).sandbox if told.context else told.sandbox
    return answer(_assignment(Assignment(holder, told.role, where, told.context)), 201 if new else 200)


@ROUTER.delete("/assignments", status_code=204, **doc.assignment_taking)
def take_role(caller: Permitted, *, role: OfRole, person: OfPerson = "", group: OfGroup = "", sandbox: Where = "",
              context: Inside = "") -> Response:  # fmt: skip
    """Takes one role away, as `GET` tells it."""
    where = _roles(caller).context(context).sandbox if context else sandbox
    _roles(caller).take(Assignment(_holder(caller, person, group), role, where, context), caller.name)
    return Response(status_code=204)


def _holder(caller: Caller, person: str, group: str) -> str:
    if bool(person) == bool(group):
        raise Malformed("holder_not_one")
    return caller.installation.people.by_id(person).id if person else _roles(caller).groups.get(group).holder


def _roles(caller: Caller) -> Roles:
    return caller.installation.roles


def _group(group: Group) -> dict[str, Any]:
    return {"id": group.id, "name": group.name, "members": group.members}


def _role(name: str, rights: frozenset[Right], built_in: bool) -> dict[str, Any]:
    return {"name": name, "rights": [one for one in EVERY if one in rights], "built_in": built_in}


def _assignment(one: Assignment) -> dict[str, Any]:
    group = one.holder.removeprefix("group:") if one.holder.startswith("group:") else None
    return {"person": None if group else one.holder, "group": group, "role": one.role, "sandbox": one.sandbox,
            "context": one.context}  # fmt: skip
