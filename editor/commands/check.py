"""`etapes check FLOW`: every problem of a flow document."""

import argparse
from pathlib import Path
from typing import Any

from editor.commands.run import read_document
from editor.commands.words import Refused, problem_line, say, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("flow", metavar="FLOW", help=say("cli.check.flow"))


def run(arguments: argparse.Namespace) -> int:
    """Lists errors and warnings on standard output; 0 without errors, 1 with, 2 when there is nothing to check."""
    from runtime.check import check

    try:
        document = read_document(Path(arguments.flow))
    except Refused as refused:
        tell(str(refused))
        return 2
    checked = check(document)
    names = _names(document)
    for found in checked.problems:
        print(say(f"cli.check.{found.severity}", text=problem_line(found.model_dump(mode="json"), names)))
    tell(say("cli.check.count", count=len(checked.errors)))
    return 1 if checked.errors else 0


def _names(document: dict[str, Any]) -> dict[str, str]:
    from storage.documents import read_flow
    from storage.errors import UnreadableDocument

    try:
        return {step.id: step.name or step.id for step in read_flow(document).steps()}
    except UnreadableDocument:
        return {}
