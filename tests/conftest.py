"""What tests of every room may ask for."""

import os
from pathlib import Path

import pytest


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
