"""Exceptions of a run as problems that a person can act on."""

import errno
import logging
from collections.abc import Iterator, Sequence
from secrets import token_hex

from runtime.faults import Faults
from runtime.problems import Outage, Problem, Problems
from storage.errors import StorageError


def blamed(wrong: Exception, faults: Sequence[Faults]) -> list[Problem]:
    """What to tell: problems as they are, the first bad item where one was noted, else the kind of the error."""
    told = _within(wrong)
    if isinstance(told, Problems):
        return told.problems
    verdict = next((found for found in (each.verdict() for each in faults) if found), None)
    if verdict:
        return [verdict]
    return [_known(told) or unforeseen(wrong)]


def _known(told: BaseException) -> Problem | None:
    """What may happen to a flow that is right."""
    if isinstance(told, StorageError):
        return Problem(code=told.code, parameters=told.parameters)
    if isinstance(told, OSError) and told.errno == errno.ENOSPC:
        return Problem(code="disk_full")
    if isinstance(told, MemoryError):
        return Problem(code="memory_full")
    # A Parquet file whose frame is whole may still be rotten inside, which Polars finds late.
    return Problem(code="parquet_unreadable") if str(told).startswith("parquet: ") else None


def unforeseen(wrong: Exception) -> Problem:
    """An error of the program's own: its words go to the server's log, under the reference that the person is told."""
    reference = token_hex(4)
    logging.getLogger("etapes").error("a step broke (%s)", reference, exc_info=wrong)
    return Problem(code="step_broken", parameters={"reference": reference})


def passing(wrong: Exception) -> bool:
    """Worth another attempt: the outside world failed, not the flow."""
    told = _within(wrong)
    if isinstance(told, Problems):
        return isinstance(told, Outage)
    return isinstance(told, OSError | TimeoutError) and getattr(told, "errno", None) != errno.ENOSPC


def _within(wrong: BaseException) -> BaseException:
    """The error that an engine wrapped, where it is one of ours."""
    ours = (Problems, StorageError, OSError, MemoryError)
    return next((one for one in causes(wrong) if isinstance(one, ours)), wrong)


def causes(wrong: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, each once: libraries that raise an error again and again tie circles."""
    seen = set[int]()
    here: BaseException | None = wrong
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or here.__context__
