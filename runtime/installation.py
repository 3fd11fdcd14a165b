"""One data folder, opened: its stores and its engine."""

from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from runtime.engine import Engine
from runtime.owner import Owner, announce, announced, withdraw
from runtime.stores import Stores
from storage.errors import StorageError
from storage.files import Files
from storage.flows import Flows
from storage.logs import Logs
from storage.people import People
from storage.runs import Runs


class OwnedElsewhere(StorageError):
    """Another process runs this data folder; `url` is where its editor answers, when it said so."""

    code = "folder_owned"


class Installation:
    """Everything of one data folder. One process owns it and does its runs; accounts may be changed beside it."""

    def __init__(self, folder: Path, *, own: bool = True) -> None:
        """Open the folder, made when missing. `own`: runs are done here, unfinished ones taken up; `OwnedElsewhere`."""
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.owner: Owner | None = None
        """This process, once it answers somewhere."""
        self._lock = FileLock(self.folder / "owner.lock", thread_local=False)
        if own:
            self._own()
        try:
            self.files = Files(self.folder / "files")
            self.people = People(self.folder / "people.sqlite")
            self.runs = Runs(self.folder / "runs.sqlite")
            self.logs = Logs(self.runs.database)
        except BaseException:
            self._lock.release()
            raise
        self._sandbox = lru_cache(maxsize=256)(lambda name: Flows(self.folder / "flows", name))
        self.engine = Engine(Stores(self.folder, self.flows, self.files, self.runs, self.logs))
        if own:
            self.engine.recover()

    def flows(self, sandbox: str = "prod") -> Flows:
        """The flows of a sandbox, a world of its own."""
        return self._sandbox(sandbox)

    def announce(self, url: str) -> None:
        """Say where the owner's editor answers, for commands that find the folder owned."""
        self.owner = announce(self.folder, url)

    def close(self) -> None:
        """Stop runs (they go on at the next start) and let the folder go."""
        self.engine.close()
        for store in (self.logs, self.runs, self.people, self.files):
            store.close()
        if self._lock.is_locked:
            withdraw(self.folder)
        self._lock.release()

    def __enter__(self) -> "Installation":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _own(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout as taken:
            raise OwnedElsewhere(folder=str(self.folder), url=announced(self.folder).url) from taken
