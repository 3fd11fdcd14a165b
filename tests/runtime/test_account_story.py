"""A customer's first day: a context, an account, a code by mail, signing in, a role; and the last one, without roles.

Whatever the flows do with codes and passwords, nobody finds one in the data folder.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from runtime.installation import Installation
from storage.allowed_hosts import AllowedHosts
from storage.connector import Connector
from storage.template import Template
from tests.mail_server import MailServer, mail_server
from tests.runtime.customers import add, designed

PASSWORD = "mia walks at dawn"
PATIENCE = 30
LETTER = "Hello {{ recipient.name }}, your code is {{ code }}."


@pytest.fixture
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def house(installation: Installation, post: MailServer) -> Installation:
    """A customer, a mail server and a letter."""
    add(designed(installation.entries()), "customer", {"code": "c1", "name": "Miller"})
    AllowedHosts(installation.folder / "allowed_hosts.json").save(["127.0.0.1"], "ann")
    installation.connectors().save(Connector(name="Post", kind="smtp", settings=post.settings()), {}, "ann")
    installation.templates().save(
        Template(name="Code", kind="text", text=LETTER, fields=["recipient.name", "code"]), "ann"
    )
    return installation


def ran(
    house: Installation, documents: Any, fields: dict[str, str], item: dict[str, str], *steps: Any
) -> dict[str, Any]:
    """What a run with these steps says of the item."""
    asked = [{"name": name, "type": kind} for name, kind in fields.items()]
    document = documents.flow(documents.step("in", "get_action_model", {"fields": asked}), *steps, documents.end)
    run = house.engine.start(None, document=document, model=[item], user="ann")
    seen = house.engine.wait(run, PATIENCE)
    assert seen is not None
    assert seen["status"] == "succeeded", seen["problems"]
    found: dict[str, Any] = seen["result"][0]
    return found


def found_in(folder: Path, *secrets: str) -> list[tuple[str, str]]:
    """Where in the data folder one of the secrets can be read."""
    return [(secret, str(file.relative_to(folder))) for file in folder.rglob("*") if file.is_file()
            for secret in secrets if secret.encode() in file.read_bytes()]  # fmt: skip


def test_a_customers_account_from_the_first_day_to_the_last(house: Installation, documents: Any, post: MailServer):
    came, step = Event(), documents.step
    post.came = came.set
    context = step("context", "register_context_for_model", {
        "component": "customer", "keys": [{"field": "f1", "from": "customer"}], "name_field": "customer"})  # fmt: skip
    first = ran(
        house, documents, {"customer": "string", "login": "string", "email": "string", "password": "secret"},
        {"customer": "c1", "login": "mia", "email": "mia@example.com", "password": PASSWORD}, context,
        step("user", "update_or_create_user_info", {
            "user_name": "login", "password": "password", "fields": [{"field": "email", "from": "email"}]}),
        step("code", "get_one_time_code_for_user", {"user_name": "login", "client": "shop"}),
        step("send", "send_templated_notification", {
            "channel": "smtp", "connector": "post", "recipients": [{"field": "email"}], "subject": "Your code",
            "template": "code", "mapping": [{"to": "code", "from": "code"}]}),
    )  # fmt: skip
    mia = house.people.person("mia")
    assert (first["user"]["done"], first["user"]["id"], mia.email) == ("created", mia.id, "mia@example.com")
    assert [(one.id, one.name) for one in house.roles.contexts()] == [(first["context"], "c1")]
    assert came.wait(PATIENCE)
    [letter] = post.taken
    told = re.search(r"your code is (\d{6})\.", letter.get_content())
    assert told, letter.get_content()
    code = told[1]

    second = ran(
        house, documents, {"customer": "string", "login": "string", "code": "secret", "password": "secret"},
        {"customer": "c1", "login": "mia", "code": code, "password": PASSWORD}, context,
        step("confirm", "confirm_one_time_code_for_user", {"user_name": "login", "code": "code", "client": "shop"}),
        step("enter", "login_with_password", {
            "user_name": "login", "password": "password", "client": "shop", "into": "entered"}),
        step("who", "get_user_info", {"find_by": "field", "field": "login"}),
        step("assign", "assign_context_role_for_model", {
            "user": "user.id", "context": "context", "roles": ["operator"]}),
    )  # fmt: skip
    assert second["confirmation"] == {"confirmed": True, "reason": None}
    assert (second["entered"]["signedIn"], second["context"]) == (True, first["context"])
    assert [(one.role, one.context) for one in house.roles.of(mia.id)] == [("operator", first["context"])]
    token = house.vault.open(second["entered"]["token"])
    assert token
    assert house.people.session(token).name == "mia"  # type: ignore[union-attr]

    last = ran(house, documents, {"user": "string"}, {"user": mia.id},
               step("leave", "remove_assigned_roles_for_user", {"user": "user"}))  # fmt: skip
    assert (last["removed"], house.roles.of(mia.id)) == (1, [])
    assert found_in(house.folder, code, PASSWORD, token) == []
    told_of = [line.action for line in house.audit.all() if line.actor == "ann"]
    assert {"context_registered", "person_added", "role_given", "roles_taken"} <= set(told_of)
