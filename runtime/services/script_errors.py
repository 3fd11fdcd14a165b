"""What the sandbox refuses, as problems that a person can act on."""

import re

from pydantic_monty import MontyError, MontyRuntimeError, MontySyntaxError

from runtime.problems import Problem
from runtime.services.sandbox import OUTPUT_LIMIT, SLEEP, TOO_MUCH, NotFinite
from runtime.services.script_text import at_line

_CODES = {
    "RecursionError": "script_recursion",
    "ModuleNotFoundError": "script_import",
    "PermissionError": "script_outside",
    "FileNotFoundError": "script_outside",
    "NotImplementedError": "script_unsupported",
    "SyntaxError": "script_syntax",
}


def explained(wrong: MontyError | NotFinite, script: str, seconds: float, megabytes: int) -> Problem:
    """The problem with the user's own line where the sandbox tells one; the limits are what the script was given."""
    if isinstance(wrong, NotFinite):
        return at_line("script_not_finite", script, None)
    kind, message = _told(wrong)
    line = _line(wrong, script)
    if TOO_MUCH in message or f"> {8 * OUTPUT_LIMIT} bytes" in message:
        return at_line("script_output", script, None, limit=OUTPUT_LIMIT)
    if kind == "TimeoutError":
        return at_line(
            "script_time", script, None, limit=min(seconds, SLEEP) if message.startswith("sleep") else seconds
        )
    if kind == "MemoryError":
        return at_line("script_memory", script, None, limit=megabytes)
    if not isinstance(wrong, MontyRuntimeError | MontySyntaxError):
        return at_line("script_crashed", script, None, error=message)
    return _raised(kind, message, script, line)


def _raised(kind: str, message: str, script: str, line: int | None) -> Problem:
    """What the user's own code raised, or asked for in vain."""
    code = _CODES.get(kind, "script_error")
    if code == "script_unsupported" and "monty" in message:
        return at_line(code, script, line, error=message.rsplit("support ", maxsplit=1)[-1])
    if line is None:
        return _unsendable(message, script)
    error = message if code in _CODES.values() and code != "script_unsupported" else f"{kind}: {message}"
    return at_line(code if code != "script_unsupported" else "script_error", script, line, error=error)


def _unsendable(message: str, script: str) -> Problem:
    """A result that JSON does not know; the sandbox's words say which."""
    kind = re.match(r"Object of type (\w+)", message)
    if kind:
        return at_line("script_result_kind", script, None, kind=kind[1])
    if "recursion" in message or "Circular" in message:
        return at_line("script_result_deep", script, None)
    if message.startswith("Exceeds the limit"):
        return at_line("script_result_large", script, None)
    return at_line("script_result", script, None, value=message)


def _told(wrong: MontyError) -> tuple[str, str]:
    """The kind of the error and its words."""
    inner = wrong.exception()
    kind, _, message = str(wrong).partition(": ")
    return (kind, message) if kind == type(inner).__name__ and message else (type(inner).__name__, str(inner))


def _line(wrong: MontyError, script: str) -> int | None:
    """The innermost line of the user's own; the wrapping function stands on the line before the first."""
    if not isinstance(wrong, MontyRuntimeError | MontySyntaxError):
        return None
    count = len(script.splitlines())
    lines = [frame.line - 1 for frame in wrong.traceback() if frame.filename == "<python-input-0>"]
    own = [line for line in lines if 1 <= line <= count]
    return own[-1] if own else (count if lines and lines[-1] > count else None)
