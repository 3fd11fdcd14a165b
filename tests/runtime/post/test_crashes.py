"""The process is killed while mail goes out: nothing is lost, and what may arrive twice is one message and says so."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import orjson
import pytest

from runtime.installation import Installation
from storage.connector import Connector
from tests.brokers import until
from tests.mail_server import MailServer, mail_server

COUNT = 12
FLOW = {"name": "Tell", "phases": [{"id": "p", "name": "P", "steps": [
    {"id": "in", "type": "get_action_model", "settings": {"fields": [{"name": "to"}]}},
    {"id": "tell", "type": "send_notification", "settings": {
        "channel": "smtp", "connector": "post", "subject": "For {to}", "recipients": [{"field": "to"}]}},
]}]}  # fmt: skip
CHILD = """
import sys
from pathlib import Path
from threading import Event

import orjson
from runtime.installation import Installation

with Installation(Path(sys.argv[1])) as installation:
    known = installation.runs.list()
    model = [{"to": f"ann{n}@example.com"} for n in range(int(sys.argv[3]))]
    run = known[0].id if known else installation.engine.start(
        None, document=orjson.loads(sys.argv[2]), user="ann", model=model)
    installation.engine.wait(run, 60)
    while any(one.state in ("waiting", "sending") for one in installation.mails.of("post", limit=1000)):
        Event().wait(0.05)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def connect(folder: Path, server: MailServer) -> None:
    with Installation(folder, own=False) as installation:
        made = {"name": "Post", "id": "post", "kind": "smtp", "settings": server.settings()}
        installation.connectors().save(Connector.model_validate(made), {}, "ann")


def child(folder: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", CHILD, str(folder), orjson.dumps(FLOW).decode(), str(COUNT)]
    return subprocess.Popen(command, env={**os.environ, "ETAPES_ALLOW_HOSTS": "127.0.0.1"})


def test_killed_while_the_server_answers_the_mail_goes_again_as_the_same_message(folder: Path):
    killed: list[str] = []
    with mail_server() as server:
        connect(folder, server)
        process = child(folder)

        def kill() -> None:
            """Twice: after the third mail, and after the eighth."""
            if len(server.taken) in (3, 8):
                killed.append(str(server.taken[-1]["To"]))
                process.send_signal(signal.SIGKILL)

        server.came = kill
        for _ in range(2):
            assert process.wait(60) == -signal.SIGKILL
            process = child(folder)
        assert process.wait(60) == 0
        arrived = Counter(str(one["To"]) for one in server.taken)
        assert arrived == {f"ann{n}@example.com": 2 if f"ann{n}@example.com" in killed else 1 for n in range(COUNT)}
        ids = {str(one["To"]): {str(two["Message-ID"]) for two in server.taken if two["To"] == one["To"]}
               for one in server.taken}  # fmt: skip
        assert {len(one) for one in ids.values()} == {1}
    with Installation(folder, own=False) as installation:
        mails = installation.mails.of("post", limit=100)
    assert {one.recipient for one in mails if one.uncertain} == set(killed)
    assert {one.state for one in mails} == {"sent"}


def test_killed_before_the_server_is_there_everything_waits_and_goes_out_once(folder: Path):
    with mail_server() as server:
        connect(folder, server)
        port = server.port
    process = child(folder)
    with Installation(folder, own=False) as installation:
        until(lambda: sum(bool(one.code) for one in installation.mails.of("post", limit=100)) == COUNT)
        process.kill()
        process.wait()
        for one in installation.mails.of("post", limit=100):
            if one.state == "waiting":  # one that was just tried again is taken up by the next process itself
                installation.mails.again(one.number)
    with mail_server(port=port) as server:
        assert child(folder).wait(60) == 0
        assert Counter(str(one["To"]) for one in server.taken) == {f"ann{n}@example.com": 1 for n in range(COUNT)}
