"""The audit log and the sign-ins over REST: searched, paged, taken along, checked."""

import csv
import io
import json
from uuid import uuid4

import pytest


@pytest.fixture
def admin(client):
    return client(role="administrator")


@pytest.fixture
def word(installation):
    """A word that stands in three lines."""
    made = uuid4().hex
    for number in range(3):
        installation.audit.add("ann", "flow_published", f"flow/{number}", after={"name": made})
    return made


def test_the_newest_lines_come_first_a_page_at_a_time(admin, word):
    first = admin.get("/audit", params={"search": f"{word} ANN", "limit": 2}).json()
    second = admin.get(first["next"].removeprefix("/api")).json()
    assert [one["object"] for one in first["items"] + second["items"]] == ["flow/2", "flow/1", "flow/0"]
    assert second["next"] is None
    assert first["items"][0]["after"] == {"name": word}
    assert first["items"][0]["time"].endswith("Z")


def test_all_of_it_is_taken_along(admin, word):
    table = admin.get("/audit/export")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [json.loads(one["after"])["name"] for one in lines[-3:]] == [word] * 3
    objects = admin.get("/audit/export", params={"format": "ndjson"}).text.splitlines()
    assert [json.loads(one)["object"] for one in objects[-3:]] == ["flow/0", "flow/1", "flow/2"]
    assert admin.get("/audit/export", params={"format": "pdf"}).status_code == 400


def test_the_chain_is_checked(admin, word):
    told = admin.get("/audit/verification").json()
    assert (told["in_order"], told["faults"], told["lines"] >= 3) == (True, [], True)


def test_who_came_in_and_who_was_refused(admin, installation):
    people = installation.people
    made = people.add(f"p-{uuid4().hex[:8]}", "six green apples", "viewer")
    people.check_password(made.name, "wrong", "192.0.2.9")
    people.open_session(made.name, "192.0.2.9")
    lines = admin.get("/sign-ins", params={"person": made.id}).json()["items"]
    assert [(one["outcome"], one["address"]) for one in lines] == [("in", "192.0.2.9"), ("wrong_password", "192.0.2.9")]
