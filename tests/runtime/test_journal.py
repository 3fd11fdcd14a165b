"""Events are numbered per run, stored before they are shown, and never lost between."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event as Signal

import pytest

from runtime.events import LogLine
from runtime.journal import Journals, now
from storage.errors import NotFound
from storage.logs import Logs
from storage.runs import RunRecord, Runs


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Runs, Logs]]:
    runs = Runs(tmp_path / "runs.sqlite")
    logs = Logs(runs.database)
    yield runs, logs
    runs.close()


def line(text: str) -> LogLine:
    return LogLine(time=now(), text=text)


def test_many_threads_of_one_run_are_numbered_without_a_gap(stores: tuple[Runs, Logs]):
    journals = Journals(*stores)
    journal = journals.open("r", new=True)
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda n: journal.say(line(str(n))), range(500)))
    journal.complete()
    journals.close()
    events = stores[1].read("r", limit=1000)
    assert [number for number, _ in events] == list(range(1, 502))
    assert events[-1][1]["count"] == 501
    assert {event.get("text") for _, event in events[:-1]} == {str(n) for n in range(500)}


def test_what_is_said_is_stored_soon_without_a_flush(stores: tuple[Runs, Logs]):
    journals, rung = Journals(*stores), Signal()
    with journals.listening("r", rung.set):
        journals.open("r", new=True).say(line("soon"))
        assert rung.wait(5)
    assert stores[1].last("r") == 1
    journals.close()


def test_numbers_go_on_after_a_restart(stores: tuple[Runs, Logs]):
    for new in (True, False):
        journals = Journals(*stores)
        journals.open("r", new=new).say(line("here"))
        journals.close()
    assert [number for number, _ in stores[1].read("r")] == [1, 2]


def test_the_record_changes_with_the_events_or_not_at_all(stores: tuple[Runs, Logs]):
    runs, logs = stores
    runs.create(RunRecord(id="r", flow="f"))
    journals = Journals(runs, logs)
    journal = journals.open("r", new=True)
    journal.say(line("first"))
    journal.change(status="running")
    journal.flush()
    assert (runs.get("r").status, logs.last("r")) == ("running", 1)
    stranger = journals.open("stranger", new=True)
    stranger.say(line("lost"))
    stranger.change(status="running")
    with pytest.raises(NotFound):
        stranger.flush()
    assert logs.last("stranger") == 0
    runs.create(RunRecord(id="stranger", flow="f"))
    journals.close()
    assert logs.last("stranger") == 1
