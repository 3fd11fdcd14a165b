"""The same deed for many, a few at once."""

from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

T = TypeVar("T")


def in_order(deed: Callable[[int], T], count: int, parallel: int) -> list[T]:
    """`deed(0)` … `deed(count - 1)`, at most `parallel` at once, their results in order.

    Raises the first failure in that order; after any failure nothing new is begun, and what runs is waited for.
    """
    if parallel == 1:
        return [deed(at) for at in range(count)]
    failed = Event()

    def careful(at: int) -> T:
        if failed.is_set():
            raise CancelledError
        try:
            return deed(at)
        except BaseException:
            failed.set()
            raise

    with ThreadPoolExecutor(parallel) as workers:
        begun = [workers.submit(careful, at) for at in range(count)]
    wrong = [one.exception() for one in begun]
    first = next((one for one in wrong if one is not None and not isinstance(one, CancelledError)), None)
    if first is not None:
        raise first
    return [one.result() for one in begun]
