"""JSON or YAML of a stranger's hand, read within limits."""

from collections.abc import Iterator
from typing import Any

from runtime.problems import problem
from storage.exact_json import loads

_NODES, _DEEPEST = 500_000, 100


def parsed(content: bytes, limit: int) -> Any:
    """The plain value. `Problems` for what is neither, and for what would take too long to unfold."""
    try:
        return loads(b" " + content)
    except ValueError:
        return _from_yaml(content, limit)
    except RecursionError as wrong:
        raise problem("openapi_too_large", limit=limit / 1_000_000) from wrong


def _from_yaml(content: bytes, limit: int) -> Any:
    import yaml

    try:
        # The loader of plain data makes no object of anything that is named in the text.
        root = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        return _plain(root, iter(range(_NODES)), 0)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        raise problem("openapi_unreadable", line=mark.line + 1 if mark else 1) from wrong
    except (StopIteration, RecursionError) as wrong:
        raise problem("openapi_too_large", limit=limit / 1_000_000) from wrong


def _plain(node: Any, nodes: Iterator[int], depth: int) -> Any:
    """JSON of what YAML gave: keys as text, dates as text; a bomb of references is not unfolded."""
    next(nodes)
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(node, dict):
        return {str(name): _plain(value, nodes, depth + 1) for name, value in node.items()}
    if isinstance(node, list):
        return [_plain(value, nodes, depth + 1) for value in node]
    return node if node is None or isinstance(node, bool | int | float | str) else str(node)
