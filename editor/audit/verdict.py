"""Whether the chain of the audit log is in order, as sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from editor.audit.stretches import Stretch, stretches
from storage.audit import Audit


@dataclass(frozen=True)
class Verdict:
    """`count` is the number of the newest line. `foreign`: not one line fits the key at hand."""

    count: int
    stretches: Sequence[Stretch] = field(default_factory=list)
    foreign: bool = False

    @property
    def good(self) -> bool:
        return not self.stretches

    def told(self, say: Callable[..., str]) -> list[str]:
        """The verdict, with a sentence for each stretch."""
        if self.good:
            return [say("audit.in_order", count=self.count)]
        hint = [say("audit.foreign_key")] if self.foreign else []
        return [say("audit.not_in_order"), *(one.told(say) for one in self.stretches), *hint]

    def shown(self, say: Callable[..., str]) -> dict[str, Any]:
        """The same for programs."""
        faults = [{"what": one.what, "first": one.first, "last": one.last, "message": one.told(say)}
                  for one in self.stretches]  # fmt: skip
        return {"in_order": self.good, "lines": self.count, "faults": faults}


def verdict(audit: Audit, *, begun: bool = True) -> Verdict:
    """Look at every line; of a million that takes a while. `begun`: there is an account, which was told of."""
    count, faults = audit.count(), audit.verify(begun=begun)
    altered = sum(one.what == "altered" for one in faults)
    return Verdict(count, stretches(faults), foreign=bool(count) and altered == count)
