"""The stores that runs need, of one data folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.files import Files
from storage.flows import Flows
from storage.logs import Logs
from storage.runs import Runs


@dataclass(frozen=True)
class Stores:
    """What an engine works on. `flows` gives the flows of a sandbox."""

    folder: Path
    flows: Callable[[str], Flows]
    files: Files
    runs: Runs
    logs: Logs
