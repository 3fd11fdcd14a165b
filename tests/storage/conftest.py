"""Every test of flows runs on disk and in memory: two twins, one law."""

import json
import subprocess
import sys
import textwrap

import pytest

from storage.flows import Flows
from storage.people import People
from tests.storage.accounts import PASSWORD, Clock


@pytest.fixture(params=["disk", "memory"])
def flows(request, tmp_path):
    return Flows(tmp_path / "flows" if request.param == "disk" else None)


@pytest.fixture
def stored(tmp_path):
    """Flows on disk."""
    return Flows(tmp_path / "flows")


@pytest.fixture
def in_a_process():
    """Run a script in a process of its own; what it prints last, as JSON, is its answer."""

    def run(script, *arguments):
        command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def people(tmp_path, clock):
    """One account: Ann, an administrator."""
    opened = People(tmp_path / "people.sqlite", clock)
    opened.add("Ann", PASSWORD, "administrator")
    yield opened
    opened.close()
