"""Finding a Chromium: Playwright's own, one on the PATH, or one that can be installed here."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.installing import from_debian, installed

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The shell is the same browser without its own windows and pages, which cost as much as a page of ours."""


def find_chromium(playwright: Playwright) -> str:
    """The path of a Chromium. Without any, the tests are skipped and say why; in CI they fail."""
    own = playwright.chromium.executable_path
    own_way = [sys.executable, "-m", "playwright", "install", "chromium"]
    ways = [*from_debian("chromium-headless-shell"), *from_debian("chromium"), own_way]
    if found := installed(lambda: _found(own), *ways):
        return found
    why = "No Chromium was found or could be installed: put one on the PATH, or run `playwright install chromium`."
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def _found(own: str) -> str | None:
    if Path(own).exists():
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), None)
