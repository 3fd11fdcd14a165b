"""Who may not run starts nothing, whatever a page of theirs says."""

import asyncio
from datetime import UTC, datetime

import pytest

from editor.run_view.start import start_run
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems
from storage.person import Person


def refused(installation: Installation, role: str, *, dry: bool) -> list[str]:
    visitor = Visitor(Person("ada", role, None, "auto", False, datetime(2026, 1, 1, tzinfo=UTC)))
    with pytest.raises(Problems) as found:
        asyncio.run(start_run(installation, visitor, "any", dry=dry))
    return [problem.code for problem in found.value.problems]


@pytest.mark.parametrize(("role", "dry"), [("viewer", False), ("viewer", True), ("designer", False)])
def test_a_role_without_the_right_starts_no_run(installation: Installation, role: str, dry: bool):
    assert refused(installation, role, dry=dry) == ["not_allowed"]
    assert installation.runs.list() == []
