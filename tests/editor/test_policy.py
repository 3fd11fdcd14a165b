"""Nobody gets past the policy: every page and every call, with every role, in two sandboxes, on the real server."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from editor.api import FLOWS, ROUTERS
from editor.designer.intents import DEEDS
from editor.policy import CALLS, INTENTS, PAGES, needed, suffices
from runtime.installation import Installation
from storage.rights import INSTALLATION, RIGHTS, Right
from tests.browser.server import TOP, Server

SANDBOXES = ("prod", "dev")
ROUTES = [
    (root, method, route.path, route.name)
    for root, routers in (("/api", ROUTERS), ("/data/foundation/flowservice", FLOWS))
    for router in routers
    for route in router.routes
    for method in sorted(route.methods)  # type: ignore[attr-defined]
    if method not in ("HEAD", "OPTIONS")
]
FLOW = {"name": "Bills", "phases": [{"id": "a", "name": "A", "steps": [
    {"id": "none", "type": "get_empty_model", "settings": {}}, {"id": "end", "type": "write_response", "settings": {}},
]}]}  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    """A person with a role everywhere, or in the sandbox dev alone; how they come in."""

    role: str
    where: str
    token: str
    session: str

    def rights(self, sandbox: str) -> frozenset[Right]:
        """Nobody administers the installation from a sandbox."""
        if not self.where:
            return RIGHTS[self.role]
        return RIGHTS[self.role] - INSTALLATION if self.where == sandbox else frozenset()


@dataclass(frozen=True)
class World:
    """The server and its people; in each sandbox there is a flow that is live."""

    client: httpx.Client
    people: list[Somebody]

    def ask(self, who: Somebody, sandbox: str, method: str, path: str, **sent: Any) -> int:
        """The status of a call's answer."""
        headers = {"authorization": f"Bearer {who.token}", "x-sandbox-name": sandbox, "x-api-key": "k",
                   "x-gw-ims-org-id": "o"}  # fmt: skip
        return self.client.request(method, path, headers=headers | sent.pop("headers", {}), **sent).status_code

    def look(self, who: Somebody, sandbox: str, path: str) -> int:
        """The status of a page."""
        cookies = f"etapes_session={who.session}; etapes_sandbox={sandbox}"
        return self.client.get(path, headers={"accept": "text/html", "cookie": cookies}).status_code


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("data")
    with Installation(folder) as installation:
        installation.sandboxes.create("dev", "", "root")
        installation.people.add("root", "a calm long sentence", "administrator")
        people = [_somebody(installation, role, where) for where in ("", "dev") for role in RIGHTS]
        for sandbox in SANDBOXES:
            flow = installation.flows(sandbox).create(FLOW, "root", id="live")
            installation.flows(sandbox).publish("live", flow.document, "root")
    server = Server(folder)
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client:
        yield World(client, people)
    server.stop()


def _somebody(installation: Installation, role: str, where: str) -> Somebody:
    people, name = installation.people, f"{role} {where or 'everywhere'}"
    person = people.add(name, "a calm long sentence", "none" if where else role)
    if where:
        installation.roles.assign(person.id, role, sandbox=where)
    return Somebody(role, where, people.add_token(name), people.open_session(name, "127.0.0.1"))


MILDEST = {"create_flow": {"mode": "draft"}, "start_run": {"dry": "true"}}
"""What operations may be asked for by most people."""


@pytest.mark.parametrize(("root", "method", "path", "name"), ROUTES, ids=lambda part: str(part).strip("/"))
def test_a_call_answers_those_whom_the_policy_lets(world: World, root: str, method: str, path: str, name: str):
    address = root + re.sub(r"\{(\w+)(:\w+)?\}", lambda found: "1" if found[1] == "number" else "nothing", path)
    holes = [
        (who.role, who.where or "everywhere", sandbox, status)
        for who in world.people
        for sandbox in SANDBOXES
        for status in [world.ask(who, sandbox, method, address, params=MILDEST.get(name))]
        if (status not in (401, 403)) != suffices(who.rights(sandbox), needed(CALLS, name))
    ]
    assert holes == []


VARIANTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "create_flow:published": ("POST", "/flows", {"json": {"name": "Not to be published"}}),
    "delete_flow:live": ("DELETE", "/flows/live", {"headers": {"if-match": '"1-other"'}}),
    "start_run:live": ("POST", "/flows/nothing/runs", {}),
    **{f"act_on_flow:{op}": ("POST", "/flows/nothing/action", {"params": {"op": op}})
       for op in ("publish", "rollback", "enable", "disable", "discard")},
}  # fmt: skip
"""Calls that need more than their operation alone, each made so that nothing comes of it."""


@pytest.mark.parametrize("name", VARIANTS)
def test_what_a_call_asks_for_counts_too(world: World, name: str):
    method, path, sent = VARIANTS[name]
    for who in world.people:
        for sandbox in SANDBOXES:
            refused = world.ask(who, sandbox, method, f"/api{path}", **sent) == 403
            assert refused != suffices(who.rights(sandbox), needed(CALLS, name)), (who.role, who.where, sandbox)


def declared() -> list[str]:
    """The addresses of all pages, as they are written."""
    text = "".join(file.read_text() for file in (TOP / "editor/pages").glob("*.py"))
    return sorted(set(re.findall(r'@(?:ui\.page|router\.get)\("([^"]+)"\)', text)))


@pytest.mark.parametrize("page", declared())
def test_a_page_opens_for_those_whom_the_policy_lets(world: World, page: str):
    path = re.sub(r"\{\w+\}", "nothing", page)
    for who in world.people:
        for asked in SANDBOXES:
            seen = asked if "read" in who.rights(asked) else next(
                (one for one in SANDBOXES if "read" in who.rights(one)), asked)  # fmt: skip
            assert (world.look(who, asked, path) != 403) == suffices(who.rights(seen), needed(PAGES, page)), (
                who,
                asked,
            )


def test_every_page_call_and_intent_stands_in_the_table():
    names = {name for _, _, _, name in ROUTES}
    assert names - set(CALLS) == set()
    assert {name.partition(":")[0] for name in CALLS} - names - {"hand_over", "read_handed"} == set()
    assert set(declared()) - set(PAGES) == set()
    assert set(INTENTS) == {"select", *DEEDS}
