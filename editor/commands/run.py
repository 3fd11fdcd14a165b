"""`etapes run FLOW`: run a flow document or a published flow, and follow its log."""

import argparse
import json
import logging
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from editor.commands.follow import follow
from editor.commands.words import Refused, problem_line, say, tell
from runtime.problems import Problems
from storage.errors import StorageError

if TYPE_CHECKING:
    from editor.commands.places import Place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("flow", metavar="FLOW", help=say("cli.run.flow"))
    parser.add_argument("--input", metavar="JSON|@FILE", help=say("cli.run.input"))
    parser.add_argument("--file", metavar="NAME=PATH", action="append", default=[], help=say("cli.run.file"))
    parser.add_argument("--json", action="store_true", help=say("cli.run.json"))
    parser.add_argument("--dry", action="store_true", help=say("cli.run.dry"))
    parser.add_argument("--out", metavar="FOLDER", type=Path, help=say("cli.run.out"))
    parser.add_argument("--data", metavar="FOLDER", type=Path, help=say("cli.run.data"))


def run(arguments: argparse.Namespace) -> int:
    """0 when the run succeeded, 1 when it failed, 2 when it could not begin."""
    try:
        return _run(arguments)
    except Problems as wrong:
        for found in wrong.problems:
            tell(problem_line(found.model_dump(mode="json")))
    except StorageError as refused:
        tell(problem_line({"code": refused.code, "parameters": refused.parameters}))
    except Refused as refused:
        tell(str(refused))
    return 2


def _run(arguments: argparse.Namespace) -> int:
    model = _model(arguments.input)
    paths = dict(_pair(text) for text in arguments.file)
    document = read_document(Path(arguments.flow)) if Path(arguments.flow).is_file() else None
    if document is None and arguments.data is None:
        raise Refused(say("cli.run.no_such_file", path=arguments.flow))
    from editor.commands.places import Asked, place_of

    # What broke is told in words; traces are for the log of a server.
    logging.getLogger("etapes").setLevel(logging.CRITICAL)
    asked = Asked(None if document is not None else arguments.flow, document, model, paths, arguments.dry)
    with ExitStack() as closing:
        folder = arguments.data or Path(closing.enter_context(TemporaryDirectory(prefix="etapes-")))
        place = closing.enter_context(place_of(folder))
        run_id, names = place.start(asked)
        seen = follow(place, run_id, names)
        if arguments.out:
            _keep(place, seen["files"], arguments.out)
        _print(seen, arguments.json)
        return 0 if seen["status"] == "succeeded" else 1


def read_document(path: Path) -> dict[str, Any]:
    """A flow document from a file; `Refused` says where it is no JSON."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise Refused(say("cli.not_utf8", path=str(path))) from None
    except json.JSONDecodeError as wrong:
        raise Refused(say("cli.not_json", path=str(path), line=wrong.lineno, column=wrong.colno)) from None
    except OSError as wrong:
        raise Refused(say("cli.unreadable", path=str(path), reason=wrong.strerror or "")) from None
    if not isinstance(document, dict):
        raise Refused(say("cli.not_a_flow", path=str(path)))
    return document


def _model(text: str | None) -> Any:
    """`--input`: JSON, or `@` and the path of a JSON file."""
    if text is None:
        return None
    name = text[1:] if text.startswith("@") else "--input"
    try:
        return json.loads(Path(name).read_bytes() if text.startswith("@") else text, parse_constant=_no_number)
    except ValueError as wrong:
        raise Refused(say("cli.not_json_input", path=name, reason=str(wrong))) from None
    except OSError as wrong:
        raise Refused(say("cli.unreadable", path=name, reason=wrong.strerror or "")) from None


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _pair(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign or not name or not path:
        raise Refused(say("cli.run.file_malformed", text=text))
    if not Path(path).is_file():
        raise Refused(say("cli.run.no_such_file", path=path))
    return name, Path(path)


def _keep(place: "Place", files: list[dict[str, Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        target = folder / file["name"]
        place.keep(file["id"], target)
        tell(say("cli.run.kept", path=str(target)))


def _print(seen: dict[str, Any], as_json: bool) -> None:
    shown = seen if as_json else seen["result"]
    json.dump(shown, sys.stdout, ensure_ascii=False, indent=None if as_json else 2)
    sys.stdout.write("\n")
