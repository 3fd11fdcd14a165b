"""The fields that a template asks for, read from its text: nothing of it is run."""

from jinja2 import nodes

Scope = dict[str, str | None]
"""What a name stands for inside: the path of a field, or None for what the template made itself."""
_KNOWN = {"loop", "range", "dict", "namespace", "true", "false", "none", "True", "False", "None", "caller", "varargs"}


def fields_of(tree: nodes.Template) -> list[str]:
    """Paths in order of appearance, `lines[].price` for what is asked of the elements of a list."""
    found: dict[str, None] = {}
    _walk(tree, dict.fromkeys(_KNOWN), found)
    shorter = {path for path in found if any(other.startswith((f"{path}.", f"{path}[]")) for other in found)}
    return [path for path in found if path not in shorter]


def _walk(node: nodes.Node, scope: Scope, found: dict[str, None]) -> None:
    if isinstance(node, nodes.For):
        _loop(node, scope, found)
    elif isinstance(node, nodes.Assign):
        _walk(node.node, scope, found)
        _bind(node.target, path_of(node.node, scope), scope)
    elif isinstance(node, nodes.Macro | nodes.CallBlock):
        inner: Scope = {**scope, **{argument.name: None for argument in node.args}}
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        _children(node, inner, found)
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        path = path_of(node, scope)
        if path:
            found[path] = None
        if path is None:
            _children(node, scope, found)
        elif isinstance(node, nodes.Getitem):
            _walk(node.arg, scope, found)
    else:
        _children(node, scope, found)


def _children(node: nodes.Node, scope: Scope, found: dict[str, None]) -> None:
    for child in node.iter_child_nodes():
        _walk(child, scope, found)


def _loop(node: nodes.For, scope: Scope, found: dict[str, None]) -> None:
    """Inside, the loop's name stands for an element of its list."""
    _walk(node.iter, scope, found)
    over = path_of(node.iter, scope)
    inner = dict(scope)
    _bind(node.target, f"{over}[]" if over else None, inner)
    for part in (*node.body, *([node.test] if node.test else ())):
        _walk(part, inner, found)
    for part in node.else_:
        _walk(part, scope, found)


def _bind(target: nodes.Node, path: str | None, scope: Scope) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = path
    for part in target.iter_child_nodes():
        _bind(part, None, scope)


def path_of(node: nodes.Node, scope: Scope) -> str | None:
    """The path that an expression names; None where it is none, or is the template's own."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return path_of(node.node, scope) if node.name in {"sort", "list", "reverse", "unique"} else None
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name) if node.ctx == "load" else None
    if isinstance(node, nodes.Getattr):
        inner = path_of(node.node, scope)
        return f"{inner}.{node.attr}" if inner else None
    if isinstance(node, nodes.Getitem):
        inner = path_of(node.node, scope)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if inner and isinstance(key, str):
            return f"{inner}.{key}"
        return f"{inner}[]" if inner and isinstance(node.arg, nodes.Const | nodes.Neg) else None
    return None
