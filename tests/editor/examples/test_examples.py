"""The example is there on the first start, published, in the language of whoever starts."""

import csv
from pathlib import Path

import pytest

import editor.examples
from editor.examples import put_example
from runtime.installation import Installation


@pytest.mark.parametrize(("language", "name", "city", "owed"), [
    ("en", "Which cities still owe us?", "city", "owed"),
    ("fr", "Quelles villes nous doivent encore\u00a0?", "ville", "montant")])  # fmt: skip
def test_the_example_runs_and_its_figures_are_right(tmp_path, language: str, name: str, city: str, owed: str):
    with Installation(tmp_path) as installation:
        put_example(installation, "ada", language)
        flow = installation.flows().list()[0]
        assert (flow.name, flow.state) == (name, "enabled")
        run = installation.engine.start(flow.id, user="ada")
        done = installation.engine.wait(run, 60)
        assert done and done["status"] == "succeeded"
        assert {item[city]: item[owed] for item in done["result"]} == pytest.approx(expected())


def expected() -> dict[str, float]:
    """The same figures, counted another way."""
    owed: dict[str, float] = {}
    with (Path(editor.examples.__file__).parent / "orders.csv").open(encoding="utf-8") as file:
        for order in csv.DictReader(file):
            if not order["paid"]:
                owed[order["city"]] = owed.get(order["city"], 0) + int(order["quantity"]) * float(order["unit_price"])
    return {city: round(sum_, 2) for city, sum_ in owed.items()}


def test_no_example_is_put_beside_flows_that_are_there(tmp_path):
    with Installation(tmp_path) as installation:
        installation.flows().create({"name": "Mine", "phases": []}, "ada")
        put_example(installation, "ada", "en")
        assert len(installation.flows().list()) == 1
