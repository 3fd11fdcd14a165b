"""`etapes run` has its mail go out before it ends, or says what waits."""

from pathlib import Path
from typing import Any

import pytest

from runtime.installation import Installation
from storage.connector import Connector
from tests.editor.commands.test_run import etapes, written
from tests.mail_server import MailServer, mail_server

FLOW: dict[str, Any] = {"name": "Tell", "phases": [{"id": "p", "steps": [
    {"id": "in", "type": "get_empty_model", "settings": {}},
    {"id": "tell", "type": "send_notification", "settings": {
        "channel": "smtp", "connector": "post", "subject": "Hello", "recipients": [{"user": "ann@example.com"}]}},
]}]}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(folder: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ETAPES_ALLOW_HOSTS", "127.0.0.1")
    with Installation(folder, own=False) as installation:
        post = {"name": "Post", "id": "post", "kind": "smtp", "settings": server.settings()}
        installation.connectors().save(Connector.model_validate(post), {}, "ann")
    done = etapes("run", written(folder.parent, FLOW), "--data", str(folder))
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_mail_is_out_when_the_command_ends(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with mail_server() as server:
        assert "not out yet" not in run(folder, server, monkeypatch)
        assert [one["To"] for one in server.taken] == ["ann@example.com"]


def test_mail_that_waits_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with mail_server() as server:
        pass
    assert "1 mail is not out yet" in run(folder, server, monkeypatch)
