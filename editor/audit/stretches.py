"""Lines of the audit log of which the same is wrong, told together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from storage.audit import Fault


@dataclass(frozen=True)
class Stretch:
    """Lines one behind the other of which the same is wrong."""

    what: Literal["altered", "missing", "cut"]
    first: int
    last: int

    def told(self, say: Callable[..., str]) -> str:
        several = "several" if self.last > self.first else "one"
        key = "audit.faults.cut" if self.what == "cut" else f"audit.faults.{self.what}_{several}"
        return say(key, first=str(self.first), last=str(self.last))


def stretches(faults: Sequence[Fault]) -> list[Stretch]:
    """The faults, those that follow each other as one."""
    found = list[Stretch]()
    for one in faults:
        last = one.last or one.number
        if found and (found[-1].what, found[-1].last + 1) == (one.what, one.number):
            found[-1] = Stretch(one.what, found[-1].first, last)
        else:
            found.append(Stretch(one.what, one.number, last))
    return found
