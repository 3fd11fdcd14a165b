"""A sandbox is begun anew, or is gone: nothing of it is left, and nothing of another is touched."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from runtime.installation import Installation
from runtime.sandboxes.content import Content, content
from runtime.sandboxes.emptying import create, delete, finish, reset
from storage.audit import Audit
from storage.errors import Conflict, NotFound
from storage.mails import Mail
from storage.secrets import SecretUnreadable
from storage.template import Template
from tests.brokers import until

KILLED = """
import sys
from pathlib import Path
from runtime.installation import Installation
from runtime.sandboxes.emptying import delete
with Installation(Path(sys.argv[1])) as installation:
    print("ready", flush=True)
    delete(installation, "dev", "ann")
    print("done", flush=True)
"""


def test_a_reset_sandbox_is_empty_and_stays(installation: Installation, worlds):
    worlds("prod").fill()
    run = worlds("dev").run()
    bea = installation.people.add("bea", "a long enough password", "viewer")
    installation.roles.assign(bea.id, "designer", sandbox="dev")
    context = installation.roles.register("dev", "city", 1, "Lille", number=1)
    installation.roles.assign(bea.id, "lead", context=context.id)
    reset(installation, "dev", "ann")
    assert content(installation, "dev") == Content()
    assert content(installation, "prod") == Content(flows=2, components=2, connectors=1, templates=1)
    assert [one.role for one in installation.roles.of(bea.id)] == ["designer"]
    assert installation.roles.contexts() == []
    with pytest.raises(NotFound):
        installation.runs.get(run)
    assert installation.logs.last(run) == 0
    worlds("dev").fill()  # every id is free again, and a key that was used is a new one
    assert installation.entries("dev").count("city") == 1


def test_a_deleted_sandbox_is_nowhere(installation: Installation, worlds):
    delete(installation, "dev", "ann")
    with pytest.raises(NotFound):
        installation.at("dev")
    installation.sandboxes.create("dev", "", "ann")
    assert content(installation, "dev") == Content()
    with pytest.raises(SecretUnreadable):
        installation.connectors("dev").secret("erp", "token")
    told = [line.action for line in installation.audit.search("sandbox_")]
    assert told == ["sandbox_created", "sandbox_deleted", "sandbox_created"]


def test_mail_that_waits_in_a_sandbox_goes_with_it(installation: Installation, worlds):
    told = ("erp", "bea@example.com", "Hello", {"text": "Hello"})
    installation.mails.post([Mail("one", *told, sandbox="dev"), Mail("two", *told)])
    delete(installation, "dev", "ann")
    assert (list(installation.mails.of("erp", "dev")), len(installation.mails.of("erp"))) == ([], 1)


def test_a_new_sandbox_is_empty_whatever_an_open_page_of_an_older_one_left(installation: Installation, worlds):
    late = installation.at("dev")
    delete(installation, "dev", "ann")
    late.flows().create({"name": "Late"}, "bea")
    late.templates().save(Template(name="Late"), "bea")
    create(installation, "dev", "", "ann")
    assert content(installation, "dev") == Content()


def test_prod_can_be_reset_and_not_deleted(installation: Installation, worlds):
    worlds("prod").fill()
    reset(installation, "prod", "ann")
    assert content(installation, "prod") == Content()
    with pytest.raises(Conflict) as refused:
        delete(installation, "prod", "ann")
    assert refused.value.code == "sandbox_stays"
    assert installation.at("prod").flows().list() == []


def test_what_runs_is_cancelled_first(installation: Installation, worlds, documents):
    endless = "def run(items):\n    while True:\n        pass\n"
    script = documents.step("turn", "execute_script", {"script": endless})
    document = documents.flow(documents.start, script, documents.end)
    run = installation.engine.start(None, document=document, model=[{"amount": 1}], user="ann", sandbox="dev")
    delete(installation, "dev", "ann")
    with pytest.raises(NotFound):
        installation.runs.get(run)


def test_a_sandbox_that_nobody_finds_any_more_cannot_be_made_either(installation: Installation, worlds):
    installation.sandboxes.begin("dev", "delete", "ann")
    with pytest.raises(NotFound):
        installation.at("dev")
    with pytest.raises(Conflict):
        installation.sandboxes.create("dev", "", "ann")
    delete(installation, "dev", "ann")
    assert [one.name for one in installation.sandboxes.list()] == ["prod"]


@pytest.mark.parametrize("moment", ["connectors/dev.json", "flows/dev/sub", "sandboxes.json"])
def test_what_a_kill_interrupts_is_brought_to_its_end_at_the_next_start(tmp_path: Path, documents, moment: str):
    """The process is killed when the file of this moment changes or goes."""
    from tests.runtime.sandboxes.conftest import World

    folder = tmp_path / "data"
    with Installation(folder) as installation:
        installation.sandboxes.create("dev", "", "ann")
        World(installation, "dev", documents).fill().run()
        World(installation, "prod", documents).fill()
    before = _stamp(folder / moment)
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"ready\n"
    until(lambda: _stamp(folder / moment) != before)
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Installation(folder) as installation:
        assert not installation.sandboxes.has("dev")
        finish(installation)
        assert [one.name for one in installation.sandboxes.list()] == ["prod"]
        installation.sandboxes.create("dev", "", "ann")
        assert content(installation, "dev") == Content()
        assert content(installation, "prod") == Content(flows=2, components=2, connectors=1, templates=1)
        assert isinstance(installation.audit, Audit) and installation.audit.verify() == []


def _stamp(path: Path) -> object:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_ino
