"""A secret that a caller sends reaches the mailbox and the bell, and lies nowhere in the data folder."""

from pathlib import Path

import pytest

from runtime.installation import Installation
from storage.connector import Connector
from tests.brokers import until
from tests.mail_server import mail_server

SECRET = "wren-417-208-heron"


def flow() -> dict:
    asked = [{"name": "who"}, {"name": "code", "type": "secret"}]
    steps = [{"id": "in", "type": "get_action_model", "settings": {"fields": asked}}]
    for name, channel in (("mail", {"channel": "smtp", "connector": "post"}), ("bell", {})):
        told = {"recipients": [{"field": "who"}], "subject": "Your code", "body": "It is {code}."}
        steps.append({"id": name, "type": "send_notification", "settings": {**told, **channel, "source": "in"}})
    return {"name": "Codes", "phases": [{"id": "p", "name": "P", "steps": steps}]}


@pytest.mark.parametrize("at_once", [True, False])
def test_nobody_but_the_reader_sees_the_secret(tmp_path: Path, at_once: bool):
    folder = tmp_path / "data"
    with mail_server() as server, Installation(folder) as installation:
        installation.allowed_hosts.save(["127.0.0.1"], "ann")
        ann = installation.people.add("Ann", None, "viewer", {"email": "ann@example.com"})
        made = {"name": "Post", "id": "post", "kind": "smtp", "settings": server.settings()}
        installation.connectors().save(Connector.model_validate(made), {}, "ann")
        if not at_once:
            server.answers["ann@example.com"] = "450 later"
        run = installation.engine.start(None, document=flow(), user="Ann", model={"who": "Ann", "code": SECRET})
        assert installation.engine.wait(run, 30)["status"] == "succeeded"
        until(lambda: installation.mails.of("post") and installation.mails.of("post")[0].attempts)
        if at_once:
            until(lambda: installation.mails.of("post")[0].state == "sent")
            assert SECRET in server.taken[0].get_content()
        (notice,) = installation.notices.of(ann.id)
        assert installation.vault.opened(notice.body) == f"It is {SECRET}."
        assert [
            str(file) for file in folder.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()
        ] == []
