"""Where accounts are kept: the same folder that `serve` uses. Accounts may be changed while it runs."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from editor.commands.words import problem_line, say, tell
from storage.errors import StorageError
from storage.people import People


def add_data(parser: argparse.ArgumentParser) -> None:
    default = Path(os.environ.get("ETAPES_DATA", "etapes-data"))
    parser.add_argument("--data", metavar="FOLDER", type=Path, default=default, help=say("serve.data"))


def with_people(folder: Path, deed: Callable[[People], int]) -> int:
    """Do something with the accounts of a data folder; 2 with a sentence where it is refused."""
    try:
        people = People(folder / "people.sqlite")
        try:
            return deed(people)
        finally:
            people.close()
    except StorageError as refused:
        tell(problem_line({"code": refused.code, "parameters": refused.parameters}))
        return 2
