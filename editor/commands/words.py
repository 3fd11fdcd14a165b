"""The command line's words: the user's language, and problems as lines of text."""

import os
import sys
from typing import Any

from editor.i18n import LANGUAGES, known, translate


class Refused(Exception):
    """The command cannot begin, or cannot go on; its text says why."""


def language() -> str:
    """From ETAPES_LANGUAGE, else from the environment as other programs read it; English where it is none of ours."""
    for name in ("ETAPES_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value[:2] if value[:2] in LANGUAGES else "en"
    return "en"


def say(key: str, **parameters: Any) -> str:
    return translate(key, language(), **parameters)


def tell(text: str) -> None:
    """A line for the person; results alone go to standard output."""
    print(text, file=sys.stderr, flush=True)


def problem_line(found: dict[str, Any], names: dict[str, str] | None = None) -> str:
    """A problem in one line: step, setting, line or item, and the sentence."""
    sentence = _sentence("problems", found["code"], found.get("parameters") or {})
    step = found.get("step")
    where = [(names or {}).get(step, step)] if step else []
    where += [found["setting"]] if found.get("setting") else []
    where += [say("cli.line", line=found["line"])] if found.get("line") is not None else []
    item = found.get("item")
    where += [say("cli.item", index=item["index"])] if isinstance(item, dict) and "index" in item else []
    return f"{' · '.join(where)}: {sentence}" if where else sentence


def log_sentence(code: str, parameters: dict[str, Any]) -> str:
    return _sentence("log", code, parameters)


def _sentence(room: str, code: str, parameters: dict[str, Any]) -> str:
    key = f"{room}.{code}"
    return say(key, **parameters) if known(key) else f"{code} {parameters or ''}".strip()
