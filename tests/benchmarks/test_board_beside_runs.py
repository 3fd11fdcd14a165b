"""The board stays quick while a flow over 1,000,000 rows runs again and again beside it. Goal: p95 ≤ 150 ms."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import httpx
import pytest
from playwright.sync_api import sync_playwright

from runtime.installation import Installation
from runtime.publish import publish
from storage.flows import Flows
from tests.benchmarks.test_board import PASSWORD, document, measured
from tests.benchmarks.test_orders import data, flow  # noqa: F401 - `data` is a fixture
from tests.browser.server import Server

pytestmark = pytest.mark.benchmark
SIZE, ROUNDS, PATIENCE = 50, 2, 60


def test_the_board_is_quick_beside_a_million_rows(
    tmp_path: Path,
    data: dict[str, Path],  # noqa: F811
    capsys: pytest.CaptureFixture[str],
):
    token, orders = prepared(tmp_path / "data")
    server = Server(tmp_path / "data")
    times: dict[str, list[float]] = {"alone": [], "beside": []}
    runs: list[int] = []
    try:
        first = run_once(f"{server.url}/api", token, orders, data)
        with sync_playwright() as playwright:
            for turn in range(ROUNDS):
                times["alone"] += deeds(measured(playwright, server.url, SIZE, f"alone-{turn}"))
                with running(f"{server.url}/api", token, first) as done:
                    times["beside"] += deeds(measured(playwright, server.url, SIZE, f"beside-{turn}"))
                runs += done
    finally:
        server.stop()
    with capsys.disabled():
        print(table(times, sum(runs)))
    assert all(runs)


def prepared(folder: Path) -> tuple[str, str]:
    """A data folder with the flow of the orders published, and one to edit for each turn: a token, the flow's id."""
    with Installation(folder) as installation:
        installation.people.add("ada", PASSWORD, "administrator")
        orders = installation.flows().create(flow(typed=True), "ada").id
        publish(installation, orders, "ada")
        token = installation.people.add_token("ada")
    for name in ("alone", "beside"):
        for turn in range(ROUNDS):
            Flows(folder / "flows").create(document(SIZE), "ada", id=f"{name}-{turn}")
    return token, orders


def run_once(address: str, token: str, orders: str, files: dict[str, Path]) -> str:
    """The first run, with the files; its id."""
    sent = {name: (path.name, path.read_bytes()) for name, path in files.items()}
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE) as api:
        api.post(f"/flows/{orders}/runs", params={"wait": PATIENCE}, files=sent).raise_for_status()
        [run] = api.get("/runs", params={"flow": orders}).raise_for_status().json()["items"]
    assert run["status"] == "succeeded"
    return str(run["id"])


@contextmanager
def running(address: str, token: str, run: str) -> Iterator[list[int]]:
    """The run again and again, by a process of its own that ends with its input; afterwards, how many were done."""
    script, done = Path(__file__).with_name("run_again.py"), list[int]()
    words = [sys.executable, str(script), address, token, run]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield done
        done.append(int(process.communicate(timeout=PATIENCE)[0]))


def deeds(found: dict[str, list[float]]) -> list[float]:
    return [time for deed, each in found.items() if deed != "open" for time in each]


def table(times: dict[str, list[float]], runs: int) -> str:
    p50 = {name: median(each) for name, each in times.items()}
    p95 = {name: quantiles(each, n=20)[-1] for name, each in times.items()}
    return "\n".join((
        f"\nboard of {SIZE} steps, ms | p50 | p95",
        *(f"{name:23} | {p50[name]:3.0f} | {p95[name]:3.0f}" for name in times),
        f"beside {runs} runs / alone   | {p50['beside'] / p50['alone']:.1f} × | {p95['beside'] / p95['alone']:.1f} ×",
    ))  # fmt: skip
