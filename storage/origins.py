"""Where promoted flows came from, so that the next promotion finds them again."""

from dataclasses import asdict, dataclass
from pathlib import Path

from storage.cupboard import Cupboard


@dataclass(frozen=True)
class Origin:
    """A flow of another sandbox, as it was at `time`; `version` is None where it was the draft."""

    sandbox: str
    flow: str
    version: int | None = None
    time: str = ""
    author: str = ""


class Origins:
    """The origins of flows by their own sandbox and id, in one file, or in memory without a path."""

    def __init__(self, path: Path | None) -> None:
        self._cupboard = Cupboard(path)

    def note(self, sandbox: str, flow: str, origin: Origin) -> None:
        """The flow is made of that one now."""
        with self._cupboard.changing() as things:
            things[f"{sandbox}/{flow}"] = asdict(origin)

    def of(self, sandbox: str, flow: str) -> Origin | None:
        found = self._cupboard.all().get(f"{sandbox}/{flow}")
        return Origin(**found) if found else None

    def made_of(self, source: str, flow: str, sandbox: str) -> list[str]:
        """The ids in `sandbox` of what was made of a flow of `source`, the latest first."""
        found = [(told["time"], place.partition("/")[2]) for place, told in self._cupboard.all().items()
                 if place.startswith(f"{sandbox}/") and (told["sandbox"], told["flow"]) == (source, flow)]  # fmt: skip
        return [flow_there for _, flow_there in sorted(found, reverse=True)]

    def forget(self, sandbox: str) -> None:
        """Nothing that was there is there any more."""
        with self._cupboard.changing() as things:
            for place, told in list(things.items()):
                if place.startswith(f"{sandbox}/") or told["sandbox"] == sandbox:
                    del things[place]
