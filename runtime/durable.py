"""Runs as durable workflows: DBOS on a SQLite file of the data folder.

DBOS is one per process. The installation that starts a run first launches it on its folder; another one that is open in
the same process (tests do that) shares it: an accepted run is kept by its record, so it is found again either way.
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

import orjson
from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos._serialization import Serializer
from sqlalchemy import Engine, create_engine, event

from runtime.runner import DATABASE, THREADS
from storage.database import named_faults

_GIVE_UP = 50
"""How often a run that takes the whole process down is tried again."""
_ATTEMPTS = 10
"""So many attempts of a run are looked for when it is forgotten."""

_lock = RLock()
_open: list["Durable"] = []
_launched: list["Durable"] = []


class _Json(Serializer):
    def serialize(self, data: Any) -> str:
        return orjson.dumps(data, default=str).decode()

    def deserialize(self, serialized_data: str) -> Any:
        return orjson.loads(serialized_data)

    def name(self) -> str:
        return "json"


@DBOS.workflow(name="run", max_recovery_attempts=_GIVE_UP)
def _run(run: str, attempt: int) -> None:
    """The run's record, already stored, says all the rest."""
    for durable in list(_open):
        if durable.perform(run):
            return


class Durable:
    """The durable side of one engine. `perform(run)` does a run, or says False when the run is not this engine's.

    Every call may raise `StorageError`, as on a full disk; the same call goes well when there is room again.
    """

    def __init__(self, database: Path, perform: Callable[[str], bool]) -> None:
        self.perform = perform
        self._path = database
        self._engine: Engine | None = None
        _open.append(self)

    def launch(self) -> None:
        """Start DBOS unless it works already; unfinished workflows of the folder go on by themselves."""
        with _lock:
            if _launched:
                return
            logging.getLogger("dbos").setLevel(logging.CRITICAL)
            self._engine = create_engine(f"sqlite:///{self._path}", pool_size=4, max_overflow=0)
            event.listen(self._engine, "connect", _set_up)
            DBOS(config=self._config())
            try:
                with named_faults(self._path.name):
                    DBOS.launch()
            except BaseException:  # half begun, it would fail for good
                self._end()
                raise
            _launched.append(self)

    def start(self, run: str, attempt: int = 0) -> None:
        """Accept a run: it will be done, by this process or a later one."""
        self.launch()
        with named_faults(self._path.name), SetWorkflowID(_workflow(run, attempt)):
            DBOS.start_workflow(_run, run, attempt)

    def state(self, run: str, attempt: int = 0) -> str | None:
        """The workflow's status in DBOS's words, None where it never started."""
        self.launch()
        with named_faults(self._path.name):
            found = DBOS.get_workflow_status(_workflow(run, attempt))
        return found.status if found else None

    def forget(self, runs: Sequence[str]) -> None:
        """Drop the workflows of these runs, with what they kept."""
        self.launch()
        if self.recovers:
            with named_faults(self._path.name):
                DBOS.delete_workflows([_workflow(run, attempt) for run in runs for attempt in range(_ATTEMPTS)])

    @property
    def recovers(self) -> bool:
        """Whether DBOS works on this folder's own file, so that it goes on with what is unfinished there."""
        return self in _launched

    def close(self) -> None:
        with _lock:
            _open.remove(self)
            if self in _launched:
                _launched.remove(self)
                self._end()

    def _end(self) -> None:
        DBOS.destroy()
        if self._engine:
            self._engine.dispose()
            self._engine = None

    def _config(self) -> DBOSConfig:
        return {
            "name": "etapes",
            "system_database_url": f"sqlite:///{self._path}",
            "system_database_engine": self._engine,
            "executor_id": "etapes",
            "application_version": "1",
            "max_executor_threads": THREADS,
            "notification_listener_polling_interval_sec": 0.2,  # closing waits for it
            "serializer": _Json(),
            "log_level": "CRITICAL",
        }


class Keeper:
    """Keeps the results of one run's effects. Ids are reserved in definition order, so that a replay finds its own."""

    def __init__(self, effects: list[str]) -> None:
        self._reserved = {step: DBOS.reserve_step() for step in effects}

    def keep(self, step: str, deed: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The kept result, or the deed's; a deed that raises is not kept and may be done again."""
        raised: list[Exception] = []

        def attempt() -> dict[str, Any] | None:
            try:
                return deed()
            except Exception as wrong:
                raised.append(wrong)
                return {}

        with named_faults(DATABASE):
            kept = self._reserved[step].run({"name": f"effect:{step}"}, attempt)
        if raised:
            raise raised[0]
        return kept or deed()


def _workflow(run: str, attempt: int) -> str:
    return f"{run}:{attempt}" if attempt else run


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    for setting in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
