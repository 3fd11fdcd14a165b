"""A flow registers everybody of a real directory; they come in by the password that they know, and out when they go."""

from collections.abc import Iterator

import pytest

from runtime.installation import Installation
from runtime.publish import publish
from storage.connector import Connector
from tests.slapd import PASSWORD, READS, Slapd, slapd

COUNT = 200


def step(id, type, settings=None, **more):
    return {"id": id, "type": type, "settings": settings or {}, **more}


DOCUMENT = {
    "name": "Everybody",
    "phases": [{"id": "p", "name": "Register", "steps": [
        step("people", "get_raw_model", {"sample": [{"who": "somebody"}]}),
        step("register", "register_external_user", {"provider": "team", "user_name": "who"},
             advanced={"on_error": "skip_item"}),
        step("tell", "transform_model", {"mapping": [{"to": "name", "from": "user.userName"},
                                                     {"to": "new", "from": "user.created"}]}),
        step("out", "write_response"),
    ]}],
}  # fmt: skip
EVERYBODY = [{"who": "ada"}, *({"who": f"person{at}"} for at in range(COUNT))]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd(tmp_path_factory.mktemp("slapd"), COUNT) as running:
        yield running


@pytest.fixture
def flow(installation: Installation, server: Slapd) -> str:
    installation.allowed_hosts.save(["127.0.0.0/8", "::1"], "root")
    settings = server.settings() | {"password": {"secret": "password"}}
    installation.connectors().save(Connector(name="Team", kind="ldap", settings=settings), {"password": READS}, "root")
    return installation.flows().create(DOCUMENT, "root").id


def test_two_hundred_come_in_through_their_directory_and_the_disabled_one_does_not(installation, flow, server):
    publish(installation, flow, "root")
    for new in (True, False):
        run = installation.engine.start(flow, model=EVERYBODY, user="root")
        seen = installation.engine.wait(run, 120)
        assert (seen["status"], seen["result"]) == (
            "succeeded", [{"name": f"person{at}", "new": new} for at in range(COUNT)],
        )  # fmt: skip
    people = installation.people
    assert people.check_password("person117", PASSWORD).provider == "team"
    assert people.check_password("ada", PASSWORD) is None and len(people.list()) == COUNT
    session = people.open_session("person117", "")
    server.remove("person117")
    installation.reception.look_again()
    assert (people.session(session), people.check_password("person117", PASSWORD)) == (None, None)
    for file in installation.folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert READS.encode() not in content and PASSWORD.encode() not in content, file


def test_a_preview_and_a_dry_run_ask_the_directory_nothing(installation, flow, server):
    server.stop()
    try:
        shown = installation.engine.preview(DOCUMENT, "tell", flow_id=flow)
        assert shown.items == [{"name": "sample", "new": True}]
        run = installation.engine.start(flow, model=EVERYBODY, user="root", dry=True)
        assert installation.engine.wait(run, 60)["status"] == "succeeded"
        [would] = [event for _, event in installation.engine.events(run) if event["type"] == "would_do"]
        assert (would["code"], would["parameters"]) == ("would_register_users", {"count": COUNT + 1})
    finally:
        server.start()
    assert installation.people.list() == []
