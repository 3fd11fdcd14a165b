"""Benchmark 5, second half: the board stays quick while a flow over 1,000,000 rows runs, again and again, beside it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

import httpx
import pytest
from playwright.sync_api import sync_playwright

from storage.flows import Flows
from tests.benchmarks.test_board import PASSWORD, document, measured
from tests.benchmarks.test_orders import data, flow  # noqa: F401 - `data` is a fixture
from tests.browser.server import TOP, Server

pytestmark = pytest.mark.benchmark
SIZE = 50


@contextmanager
def running(server: Server, files: dict[str, Path]) -> Iterator[list[str]]:
    """The flow of the million orders, started anew as soon as it is over; the runs that were done."""
    command = [sys.executable, "-m", "editor", "token", "add", "--user", "ada", "--data", str(server.folder)]
    token = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout.split()[-1]
    api = httpx.Client(base_url=f"{server.url}/api", headers={"Authorization": f"Bearer {token}"}, timeout=60)
    stop, done = Event(), list[str]()
    made = api.post("/flows", json=flow(typed=True)).raise_for_status().json()["id"]
    sent = {name: (path.name, path.read_bytes()) for name, path in files.items()}
    run = api.post(f"/flows/{made}/runs", params={"wait": 60}, files=sent)
    again = api.get("/runs", params={"flow": made}).json()["items"][0]["id"]

    def work() -> None:
        while not stop.is_set():
            answer = api.post(f"/runs/{again}/action", params={"op": "rerun", "wait": 60}).raise_for_status()
            while (seen := api.get(f"/runs/{answer.json()['id']}").json())["status"] in ("queued", "running"):
                stop.wait(0.1)
            assert seen["status"] == "succeeded", seen["problems"]
            done.append(seen["id"])

    assert run.status_code < 300, run.text
    worker = Thread(target=work)
    worker.start()
    yield done
    stop.set()
    worker.join()
    api.close()


def test_the_board_is_quick_beside_a_million_rows(
    tmp_path: Path,
    data: dict[str, Path],  # noqa: F811
    capsys: pytest.CaptureFixture[str],
):
    server = Server(tmp_path / "data", {"ETAPES_ADMIN_USER": "ada", "ETAPES_ADMIN_PASSWORD": PASSWORD})
    try:
        Flows(server.folder / "flows").create(document(SIZE), "ada", id=f"steps-{SIZE}")
        with sync_playwright() as playwright:
            alone = measured(playwright, server.url, SIZE)
            with running(server, data) as runs:
                beside = measured(playwright, server.url, SIZE)
    finally:
        server.stop()
    assert runs
    with capsys.disabled():
        print(f"\n{SIZE} steps on the board, ms      |  p50 |  p95")
        for name, found in (("alone", alone), (f"beside {len(runs)} runs over 1M rows", beside)):
            times = [time for deed, each in found.items() if deed != "open" for time in each]
            print(f"{name:27} | {median(times):4.0f} | {quantiles(times, n=20)[-1]:4.0f}")
