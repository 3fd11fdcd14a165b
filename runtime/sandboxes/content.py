"""What is in a sandbox, in numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.runs import RunSummary

if TYPE_CHECKING:
    from runtime.installation import Installation


@dataclass(frozen=True)
class Content:
    """How many of each there are; entries go with their components."""

    flows: int = 0
    components: int = 0
    connectors: int = 0
    templates: int = 0
    runs: int = 0


def content(installation: "Installation", sandbox: str) -> Content:
    """Counted now."""
    return Content(
        len(installation.flows(sandbox).list()), len(installation.entries(sandbox).components()),
        len(installation.connectors(sandbox).list()), len(installation.templates(sandbox).list()),
        installation.runs.count(sandbox),
    )  # fmt: skip


def working(installation: "Installation", sandbox: str) -> list[RunSummary]:
    """Its runs that are not over."""
    return [run for run in installation.runs.unfinished() if run.sandbox == sandbox]
