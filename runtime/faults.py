"""What goes wrong with single items inside a chain, noted while the data flows and judged after it."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal

from runtime.problems import Problem

OnError = Literal["stop", "skip_item", "continue"]


@dataclass
class Faults:
    """The bad items of one step in one run.

    An engine notes every bad item by `bad`; batches may arrive in any order, so the first one is the one with the
    smallest index, not the first that was noted. `warn` counts what is worth a word and stops nothing.
    """

    step: str
    policy: OnError = "stop"
    count: int = 0
    warnings: dict[str, int] = field(default_factory=dict)
    warning_details: dict[str, dict[str, Any]] = field(default_factory=dict)
    _first: tuple[int, Problem] | None = None
    _lock: Lock = field(default_factory=Lock, repr=False)

    def bad(self, index: int, code: str, item: Any, *, setting: str | None = None, count: int = 1,
            line: int | None = None, **parameters: Any) -> None:  # fmt: skip
        """Note `count` bad items, of which the one at `index` (0-based, in the step's input) is the first."""
        with self._lock:
            self.count += count
            if self._first is None or index < self._first[0]:
                blame = {"index": index, "data": item}
                found = Problem(
                    code=code, step=self.step, setting=setting, parameters=parameters, item=blame, line=line
                )
                self._first = (index, found)

    def warn(self, code: str, count: int = 1, **parameters: Any) -> None:
        """Count something the user should know of and that changes no item's fate (division by zero → empty)."""
        with self._lock:
            self.warnings[code] = self.warnings.get(code, 0) + count
            self.warning_details.setdefault(code, parameters)

    def verdict(self) -> Problem | None:
        """The problem that stops the run: the first bad item, when the policy is to stop."""
        return self._first[1] if self._first and self.policy == "stop" else None

    def first(self) -> Problem | None:
        """The first bad item whatever the policy, for the log."""
        return self._first[1] if self._first else None

    def reset(self) -> None:
        """Forget what was noted, before the chain runs again."""
        with self._lock:
            self.count, self._first = 0, None
            self.warnings.clear()
