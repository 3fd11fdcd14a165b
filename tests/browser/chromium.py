"""Finding a Chromium: Playwright's own, one on the PATH, or one that can be installed here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium(playwright: Playwright) -> str:
    """The path of a Chromium. Without any, the tests are skipped and say why; in CI they fail."""
    own = playwright.chromium.executable_path
    if found := _found(own):
        return found
    for command in _installers():
        subprocess.run(command, check=False, capture_output=True, timeout=600)
        if found := _found(own):
            return found
    why = "No Chromium was found or could be installed: put one on the PATH, or run `playwright install chromium`."
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def _found(own: str) -> str | None:
    if Path(own).exists():
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _installers() -> list[list[str]]:
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.name == "posix" and os.geteuid() == 0:
        commands.insert(0, ["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
    return commands
