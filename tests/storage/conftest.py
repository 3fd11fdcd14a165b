"""Every test of flows runs on disk and in memory: two twins, one law."""

import pytest

from storage.flows import Flows


@pytest.fixture(params=["disk", "memory"])
def flows(request, tmp_path):
    return Flows(tmp_path / "flows" if request.param == "disk" else None)


@pytest.fixture
def stored(tmp_path):
    """Flows on disk."""
    return Flows(tmp_path / "flows")
