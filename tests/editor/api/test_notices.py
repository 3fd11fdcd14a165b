"""Notices and deliveries over REST: everybody's own, and the log of a connector for those of its sandbox."""

import pytest

from storage.connector import Connector
from storage.mails import Mail
from storage.notices import Note


@pytest.fixture
def mail(installation, api) -> int:
    """A mail that was refused, by the connector `post`."""
    sandbox = api.headers["x-sandbox-name"]
    installation.connectors(sandbox).save(Connector(name="Post", kind="smtp"), {}, "ann")
    installation.mails.post(
        [Mail(f"key:{sandbox}", "post", "eve@example.com", "sealed:" + "x" * 32, {}, sandbox=sandbox)]
    )
    number = installation.mails.of("post", sandbox)[0].number
    installation.mails.begin(number)
    installation.mails.failed(number, "mail_recipient_refused", {"recipient": "eve@example.com", "said": "550"})
    return number


def test_everybody_reads_their_own_and_nobody_elses(installation, client, api):
    lead, viewer = client(role="lead"), client(role="viewer")
    numbers = [one.id for one in installation.people.list() if one.role == "lead"]
    installation.notices.tell(numbers, Note(subject="Stock is low", body="sealed:" + "x" * 32))
    told = lead.get("/notices").json()
    assert (told["unread"], told["next"], told["items"][0]["subject"]) == (1, None, "Stock is low")
    assert "sealed" not in told["items"][0]["body"]
    number = told["items"][0]["number"]
    assert viewer.get("/notices").json()["items"] == []
    assert viewer.post("/notices/read", json={"numbers": [number]}).json() == {"unread": 0}
    assert lead.get("/notices?unread=true").json()["unread"] == 1
    assert lead.post("/notices/read", json={"numbers": [number]}).json() == {"unread": 0}
    assert lead.get("/notices?unread=true").json()["items"] == []


def test_older_ones_are_reached_page_by_page(installation, client):
    lead = client(role="lead")
    people = [one.id for one in installation.people.list() if one.role == "lead"]
    for number in range(5):
        installation.notices.tell(people, Note(subject=str(number)))
    first = lead.get("/notices?limit=2").json()
    second = lead.get(f"/notices?limit=2&before={first['next']}").json()
    assert [one["subject"] for one in (*first["items"], *second["items"])] == ["4", "3", "2", "1"]
    assert lead.post("/notices/read").json() == {"unread": 0}


def test_what_is_no_list_of_numbers_is_refused(client):
    for body in ({"numbers": "all"}, {"numbers": [True]}, {"numbers": [0]}, [], {"n": 1}):
        assert client(role="lead").post("/notices/read", json=body).status_code == 400
    assert client(role="lead").get("/notices?before=0").status_code == 400


def test_the_delivery_log_tells_what_became_of_each_mail(api, mail: int):
    told = api.get("/connectors/post/deliveries").json()
    (one,) = told["items"]
    assert (one["state"], one["recipient"], told["counts"]) == ("failed", "eve@example.com", {"failed": 1})
    assert one["problem"]["message"].startswith("The mail server does not take mail to eve@example.com (550)")
    assert "sealed" not in one["subject"]


def test_a_mail_is_dropped_or_tried_again_by_those_who_may_run(client, api, mail: int):
    place = f"/connectors/post/deliveries/{mail}"
    sandbox = {"x-sandbox-name": api.headers["x-sandbox-name"]}
    assert client(role="designer").delete(place, headers=sandbox).status_code == 403
    assert api.delete(place, headers={"x-sandbox-name": "prod"}).status_code == 404
    assert api.delete("/connectors/post/deliveries/999999").status_code == 404
    assert api.delete(place).status_code == 204
    assert api.post(f"{place}/retry").status_code == 404
