"""1,000,000 orders × 50,000 customers: csv → filter → amount → join → group by two keys → figures → csv.

Whole `etapes run` against a Polars lazy script written by hand. Goal: ≤ 1.5 × its CPU and time beyond start-up,
≤ 2 × its peak memory, with counts per step; with empty mappings (types detected over the whole file) no goal.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

import pytest

pytestmark = pytest.mark.benchmark

ORDERS, CUSTOMERS = 1_000_000, 50_000
TYPES = {"id": "integer", "customer": "integer", "product": "string", "price": "number", "quantity": "integer"}
BY_HAND = """
import sys
import polars as pl
orders, customers, made = sys.argv[1:]
amount = pl.col("amount")
(
    pl.scan_csv(orders)
    .filter(pl.col("quantity") > 2)
    .with_columns(amount=pl.col("price") * pl.col("quantity"))
    .join(pl.scan_csv(customers), left_on="customer", right_on="id", how="inner", maintain_order="left")
    .group_by("country", "product", maintain_order=True)
    .agg(pl.len().alias("orders"), amount.sum().alias("sum"), amount.mean().alias("average"),
         amount.min().alias("least"), amount.max().alias("most"))
    .sink_csv(made)
)
"""

NOTHING = {"name": "Nothing", "phases": [{"id": "p", "steps": [
    {"id": "in", "type": "get_action_model", "settings": {"validate": False}},
    {"id": "out", "type": "export_to_file", "settings": {"file_type": "csv", "file_name": "made.csv"}}]}]}  # fmt: skip
"""What starting costs: everything that a flow needs is loaded."""


class Cost(NamedTuple):
    seconds: float
    cpu: float
    megabytes: float


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, chance = tmp_path_factory.mktemp("orders"), Random(1)
    paths = {"orders": folder / "orders.csv", "customers": folder / "customers.csv"}
    with paths["orders"].open("w") as out:
        out.write("id,customer,product,price,quantity\n")
        out.writelines(
            f"{at},{chance.randrange(CUSTOMERS)},p{chance.randrange(200)},{chance.randrange(1, 99999) / 100},"
            f"{chance.randrange(1, 10)}\n"
            for at in range(ORDERS)
        )
    with paths["customers"].open("w") as out:
        out.write("id,country,name\n")
        out.writelines(f"{at},c{at % 40},Customer {at}\n" for at in range(CUSTOMERS))
    return paths


def flow(typed: bool) -> dict[str, Any]:
    def step(id: str, type: str, **settings: Any) -> dict[str, Any]:
        return {"id": id, "type": type, "settings": settings}

    def read(name: str, types: dict[str, str]) -> dict[str, Any]:
        lines = [{"column": column, "field": column, "type": kind} for column, kind in types.items()]
        chosen = {"from": "input", "name": name}
        return step(name, "import_file", file=chosen, separator=",", mapping=lines if typed else [])

    figures = [{"operation": what, "field": "amount", "into": into} for what, into in
               (("sum", "sum"), ("average", "average"), ("min", "least"), ("max", "most"))]  # fmt: skip
    columns = ("country", "product", "orders", "sum", "average", "least", "most")
    steps = [
        read("orders", TYPES), read("customers", {"id": "integer", "country": "string"}),
        step("many", "filter_source", source="orders", conditions=[
            {"field": "quantity", "operator": "greater", "value": 2}]),
        step("amount", "simple_math", operations=[
            {"left": {"field": "price"}, "operator": "*", "right": {"field": "quantity"}, "into": "amount"}]),
        step("joined", "join_models", left="amount", right="customers", left_keys=["customer"], right_keys=["id"],
             kind="inner", mapping=[{"from": "country", "to": "country"}]),
        step("grouped", "group_by", keys=["country", "product"], into="items"),
        step("figures", "calculate_array", path="items",
             operations=[{"operation": "count", "into": "orders"}, *figures]),
        step("tidy", "transform_model", mapping=[{"to": name, "from": name} for name in columns]),
        step("made", "export_to_file", file_type="csv", separator=",", file_name="made.csv"),
    ]  # fmt: skip
    return {"name": "Orders", "inputs": [{"name": "orders"}, {"name": "customers"}],
            "phases": [{"id": "p", "steps": steps}]}  # fmt: skip


def cost(*words: str) -> Cost:
    """Wall clock, CPU of all threads, and peak memory of one process."""
    started = perf_counter()
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, state, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(state)
        assert process.stderr
        assert process.returncode == 0, process.stderr.read().decode()
    return Cost(perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def least(*words: str) -> Cost:
    return Cost(*map(min, zip(*(cost(*words) for _ in range(3)), strict=True)))


def test_against_polars_by_hand(data: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    files = [word for name, path in data.items() for word in ("--file", f"{name}={path}")]
    documents = {"typed": flow(True), "detected": flow(False), "empty": NOTHING}
    for name, document in documents.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document), "utf-8")
    out = tmp_path / "out"

    def etapes(name: str, *more: str) -> Cost:
        return least("-m", "editor", "run", str(tmp_path / f"{name}.json"), *more)

    by_hand = least("-c", BY_HAND, str(data["orders"]), str(data["customers"]), str(tmp_path / "by_hand.csv"))
    nothing, imported = etapes("empty", "--input", '{"a": 1}'), least("-c", "import polars")
    rows = {name: etapes(name, *files, "--out", str(out)) for name in ("typed", "detected")}
    with capsys.disabled():
        print("\n                  |     s |  CPU s |   MB | × s beyond start | × CPU beyond start | × MB")
        print(f"Polars by hand    | {by_hand.seconds:5.2f} | {by_hand.cpu:6.2f} | {by_hand.megabytes:4.0f} |")
        for name, row in rows.items():
            seconds = (row.seconds - nothing.seconds) / (by_hand.seconds - imported.seconds)
            cpu = (row.cpu - nothing.cpu) / (by_hand.cpu - imported.cpu)
            memory = row.megabytes / by_hand.megabytes
            print(f"etapes, {name:9} | {row.seconds:5.2f} | {row.cpu:6.2f} | {row.megabytes:4.0f} | {seconds:16.2f} |"
                  f" {cpu:18.2f} | {memory:.2f}")  # fmt: skip
    made = (out / "made.csv", tmp_path / "by_hand.csv")
    ours, theirs = ([line.split(",")[:3] for line in path.read_text("utf-8").splitlines()] for path in made)
    assert ours == theirs
