"""A user's script as a function for the sandbox, with its own line numbers kept."""

import ast

from runtime.problems import Problem

_LONGEST = 100_000
"""Characters."""


def as_function(script: str, variable: str) -> str:
    """`def __run(item): …` around the script: its line 1 becomes line 2, its variables stay its own.

    Lines that begin inside a text of several lines are left alone, so that the text does not change.
    """
    inside = _inside_texts(script)
    lines = [line if at in inside else f"    {line}" for at, line in enumerate(script.splitlines(), 1)]
    return "\n".join([f"def __run({variable}):", *lines, f"    return {variable}"])


def syntax_problem(script: str) -> Problem | None:
    """What Python itself cannot read, with the user's line."""
    if len(script) > _LONGEST:
        return Problem(code="script_too_long", setting="script", parameters={"limit": _LONGEST})
    try:
        ast.parse(script)
    except SyntaxError as wrong:
        line = min(wrong.lineno or 1, max(len(script.splitlines()), 1))
        return at_line("script_syntax", script, line, error=wrong.msg)
    except (ValueError, RecursionError, MemoryError) as wrong:
        return at_line("script_syntax", script, 1, error=str(wrong))
    return None


def at_line(code: str, script: str, line: int | None, **parameters: object) -> Problem:
    """A problem of the script that shows the user's own line."""
    lines = script.splitlines()
    source = lines[line - 1].strip() if line and line <= len(lines) else ""
    shown = parameters | {"at": line, "source": source}
    return Problem(code=code, setting="script", parameters=shown, line=line)


def _inside_texts(script: str) -> set[int]:
    """The lines that begin within a text."""
    texts = [node for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Constant | ast.JoinedStr)]
    return {
        line
        for node in texts
        if isinstance(node, ast.JoinedStr) or isinstance(node.value, str)
        for line in range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    }
