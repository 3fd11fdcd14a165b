"""`etapes audit verify` and `etapes audit export`: whether the log is what was written, and all of it as a file."""

import argparse
import sys
from contextlib import closing
from pathlib import Path

from editor.audit.exporting import KINDS, exported
from editor.audit.verdict import verdict
from editor.commands.accounts import add_data
from editor.commands.words import problem_line, say, tell
from storage.audit import Audit
from storage.errors import StorageError
from storage.people import People
from storage.secret_keys import SecretKeys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True)
    add_data(deeds.add_parser("verify", help=say("cli.audit.verify")))
    exporting = deeds.add_parser("export", help=say("cli.audit.export"))
    exporting.add_argument("--format", choices=KINDS, default="csv", help=say("cli.audit.format"))
    add_data(exporting)


def run(arguments: argparse.Namespace) -> int:
    """0 when all is in order; 1 when lines were altered, are missing or cut off; 2 without a log to look at."""
    file = arguments.data / "audit.sqlite"
    if not file.is_file():
        tell(say("cli.audit.no_log", folder=str(arguments.data)))
        return 2
    try:
        audit = Audit(file, SecretKeys())
        try:
            return _verify(audit, arguments.data) if arguments.deed == "verify" else _export(audit, arguments)
        finally:
            audit.close()
    except StorageError as refused:
        tell(problem_line({"code": refused.code, "parameters": refused.parameters}))
        return 2


def _verify(audit: Audit, folder: Path) -> int:
    with closing(People(folder / "people.sqlite")) as people:
        found = verdict(audit, begun=people.any())
    for line in found.told(say):
        print(line)
    return 0 if found.good else 1


def _export(audit: Audit, arguments: argparse.Namespace) -> int:
    for piece in exported(arguments.format, audit.all()):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    return 0
