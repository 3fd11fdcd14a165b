"""Where `etapes run` has its run done: in this process, or by the server that owns the data folder."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from editor.commands.follow import Doing, names_of
from editor.commands.words import say, tell
from editor.flow_names import flow_called
from runtime.owner import announced

if TYPE_CHECKING:
    from runtime.installation import Installation

_PATIENCE = 10.0
"""Seconds that mail has to go out before the command ends."""


@dataclass(frozen=True)
class Asked:
    """What to run: a published flow by its id or name, or a document; on which model and files by input name."""

    flow: str | None
    document: dict[str, Any] | None
    model: Any
    files: dict[str, Path]
    dry: bool


class Place(Doing, Protocol):
    def __enter__(self) -> "Place": ...
    def __exit__(self, *_: object) -> None: ...
    def start(self, asked: Asked) -> tuple[str, dict[str, str]]:
        """The accepted run's id, and its steps' names by id."""
        ...

    def keep(self, file: str, target: Path) -> None:
        """Copy a file that the run made."""
        ...


def place_of(folder: Path) -> Place:
    """The folder's owner where one answers, else this process; `OwnedElsewhere` where the owner is no server."""
    from runtime.installation import Installation, OwnedElsewhere

    try:
        return Here(Installation(folder))
    except OwnedElsewhere:
        if not (owner := announced(folder)).secret:
            raise
        from editor.commands.handing import Handing

        return Handing(owner)


class Here:
    """An installation of our own."""

    def __init__(self, installation: "Installation") -> None:
        self._installation = installation
        self._engine = installation.engine

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        if waiting := self._installation.post.drain(_PATIENCE):
            tell(say("cli.run.mail_waits", count=waiting))
        self._installation.close()

    def start(self, asked: Asked) -> tuple[str, dict[str, str]]:
        files = {
            name: self._installation.files.add(path, path.name, creator="cli").id for name, path in asked.files.items()
        }
        flow = asked.flow and flow_called(self._installation.flows(), asked.flow)
        run = self._engine.start(flow, model=asked.model, files=files, user="cli", trigger="cli", dry=asked.dry,
                                 document=asked.document)  # fmt: skip
        return run, names_of(self._installation.runs.get(run).document)

    def follow(self, run_id: str, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
        return self._engine.follow(run_id, after)

    def wait(self, run_id: str) -> dict[str, Any] | None:
        return self._engine.wait(run_id)

    def cancel(self, run_id: str, user: str) -> None:
        self._engine.cancel(run_id, user)

    def keep(self, file: str, target: Path) -> None:
        shutil.copyfile(self._installation.files.path(file), target)
