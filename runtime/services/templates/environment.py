"""The language of templates: Jinja without a way out, with fields before methods and numbers as people write them."""

from functools import lru_cache
from typing import Any

from jinja2 import ChainableUndefined, FunctionLoader, StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from runtime.services.templates.filters import FILTERS

_GLOBALS = ("range", "dict", "namespace")


class Environment(ImmutableSandboxedEnvironment):
    """`missing` says what a field does that is not there: `error` stops, `empty` writes nothing."""

    def __init__(self, *, missing: str = "error", language: str = "en", escape: bool = False) -> None:
        super().__init__(
            autoescape=escape, undefined=MissingField if missing == "error" else ChainableUndefined,
            finalize=_plain, loader=FunctionLoader(lambda _: None), keep_trailing_newline=True,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self.filters |= {name: make(language) for name, make in FILTERS.items()}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field called `items` or `keys` is the item's own, never a method."""
        return self._field(obj, attribute) if isinstance(obj, dict) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, dict) and isinstance(argument, str):
            return self._field(obj, argument)
        return super().getitem(obj, argument)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Said at once: an attempt never passes as an empty text."""
        raise SecurityError(attribute)

    def _field(self, item: dict[str, Any], name: str) -> Any:
        return item[name] if name in item else self.undefined(obj=item, name=name)


@lru_cache(maxsize=8)
def environment(missing: str, language: str, escape: bool) -> Environment:
    """Made once for all documents that want the same; filling changes nothing in it."""
    return Environment(missing=missing, language=language, escape=escape)


class FieldIsMissing(Exception):
    """A template asks for a field that is not there."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


class MissingField(StrictUndefined):
    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        raise FieldIsMissing(str(self._undefined_name))

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __getattr__ = __getitem__ = __call__ = __add__ = __radd__ = __sub__ = __rsub__ = _fail_with_undefined_error
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __lt__ = __le__ = __gt__ = __ge__ = _fail_with_undefined_error


def _plain(value: Any) -> Any:
    """Empty values write nothing, 2.0 is written 2."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value
