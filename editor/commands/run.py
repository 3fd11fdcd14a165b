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
from storage.vault import masked_json

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
    document = _json(_content(str(path)), str(path))
    if not isinstance(document, dict):
        raise Refused(say("cli.not_a_flow", path=str(path)))
    return document


def _model(text: str | None) -> Any:
    """`--input`: JSON, or `@` and the path of a JSON file."""
    if text is None:
        return None
    if text.startswith("@"):
        return _json(_content(text[1:]), text[1:])
    return _json(text.encode(errors="surrogateescape"), "--input")


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        raise Refused(say("cli.unreadable", path=path)) from None


def _json(content: bytes, name: str) -> Any:
    """The value of a JSON text; `Refused` says in which way it is none."""
    try:
        return json.loads(content.decode(), parse_constant=_no_number)
    except UnicodeError:
        raise Refused(say("cli.not_utf8", path=name)) from None
    except json.JSONDecodeError as wrong:
        raise Refused(say("cli.not_json", path=name, line=wrong.lineno, column=wrong.colno)) from None
    except RecursionError:
        raise Refused(say("cli.too_deep", path=name)) from None
    except ValueError:
        raise Refused(say("cli.no_number", path=name)) from None


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
    json.dump(masked_json(shown), sys.stdout, ensure_ascii=False, indent=None if as_json else 2)
    sys.stdout.write("\n")
