"""Items per second through a one-line script, against the same line in plain CPython. Goal: at least 30,000."""

from time import perf_counter

import pytest

from runtime.faults import Faults
from runtime.services.scripts import RuntimeScripts

SCRIPT = "item['total'] = item['price'] * item['quantity']"
ITEMS = 100_000
BATCH = 1_000


@pytest.mark.benchmark
def test_script_over_100k_items():
    items = [{"id": n, "name": f"name {n}", "price": n * 0.5, "quantity": n % 7} for n in range(ITEMS)]
    function = RuntimeScripts(lambda level, text: None).per_item(SCRIPT, Faults("script"), None)
    started = perf_counter()
    made = [item for at in range(0, ITEMS, BATCH) for item in function(items[at : at + BATCH], at)]
    sandboxed = ITEMS / (perf_counter() - started)

    code = compile(SCRIPT, "script", "exec")
    started = perf_counter()
    for item in (plain := [dict(item) for item in items]):
        exec(code, {"item": item})
    bare = ITEMS / (perf_counter() - started)
    print(f"\n{'':24}{'items/s':>12}\n{'execute_script':24}{sandboxed:>12,.0f}\n{'plain CPython':24}{bare:>12,.0f}")
    print(f"{'ratio':24}{bare / sandboxed:>12.1f}")
    assert made == plain
    assert sandboxed >= 30_000
