"""Who is behind what happens now: set where a request comes in, and known wherever it leads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Asker:
    """A person's name and the address that the request came from; both empty where the platform itself is at work."""

    name: str = ""
    address: str = ""


_NOBODY = Asker()
_ASKER: ContextVar[Asker] = ContextVar("asker", default=_NOBODY)


def asker() -> Asker:
    """Who asks, in this task and in the threads that work for it."""
    return _ASKER.get()


def asks(name: str, address: str) -> None:
    """From here to the end of this request it is done for this person."""
    _ASKER.set(Asker(name, address))


@contextmanager
def asked_by(name: str, address: str) -> Iterator[None]:
    """What is done inside is done for this person."""
    before = _ASKER.set(Asker(name, address))
    try:
        yield
    finally:
        _ASKER.reset(before)
