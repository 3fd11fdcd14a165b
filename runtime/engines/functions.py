"""The functions of expressions, and what they ask of their arguments."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """`least` to `most` arguments; `constants` are the places of arguments that must be typed in."""

    least: int
    most: int
    constants: tuple[int, ...] = ()


_MANY = 50
FUNCTIONS: dict[str, Function] = {
    **{name: Function(1, 1) for name in ("upper", "lower", "initcap", "trim", "ltrim", "rtrim", "reverse", "length")},
    **{name: Function(2, 2) for name in ("left", "right", "starts_with", "ends_with", "strpos")},
    **{name: Function(1, 1) for name in ("abs", "ceil", "floor", "sign", "sqrt", "exp", "ln", "log10")},
    **{name: Function(1, _MANY) for name in ("coalesce", "greatest", "least", "concat")},
    **{name: Function(1, 1) for name in ("year", "month", "day", "hour", "minute", "second")},
    "replace": Function(3, 3),
    "substr": Function(2, 3),
    "split_part": Function(3, 3, constants=(2,)),
    "concat_ws": Function(2, _MANY),
    "round": Function(1, 2, constants=(1,)),
    "power": Function(2, 2),
    "log": Function(2, 2, constants=(1,)),
    "mod": Function(2, 2),
    "ifnull": Function(2, 2),
    "nullif": Function(2, 2),
    "if": Function(3, 3),
    "strptime": Function(2, 2, constants=(1,)),
    "strftime": Function(2, 2, constants=(1,)),
    "date": Function(1, 2, constants=(1,)),
}
OF_NUMBERS = frozenset({"abs", "ceil", "floor", "sign", "sqrt", "exp", "ln", "log10", "log", "power", "round", "mod"})
"""Functions whose arguments must be numbers."""
FILLS = frozenset({"coalesce", "ifnull", "greatest", "least", "concat", "concat_ws"})
"""Functions that pass over nulls: an argument of which nothing is known is left out."""
CASTS = {
    "integer": "integer", "int": "integer", "bigint": "integer", "smallint": "integer",
    "number": "number", "double": "number", "float": "number", "real": "number",
    "decimal": "decimal", "numeric": "decimal",
    "string": "string", "text": "string", "varchar": "string", "char": "string",
    "boolean": "boolean", "bool": "boolean",
    "date": "date", "time": "time", "datetime": "datetime", "timestamp": "datetime",
}  # fmt: skip
"""Type names of expressions as our kinds."""
