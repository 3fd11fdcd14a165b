"""100,000 entries looked up, made, changed and saved, and 1,000,000 taken in and out, on SQLite and PostgreSQL.

Against SQLAlchemy Core written by hand: the same table, one statement per thousand rows, nothing checked, nothing
remembered. Goals on SQLite: 100,000 look-ups by key in 3 s, 100,000 changes in chunks in 5 s.
"""

import os
from pathlib import Path
from time import perf_counter, process_time

import pytest
from sqlalchemy import BigInteger, Column, MetaData, String, Table, bindparam, select

from storage.component import Component, ComponentField
from storage.entries import Operation
from storage.entries.entries import Entries
from storage.entries.place import URL, open_place
from tests.storage.entries.conftest import a_schema, server

pytestmark = pytest.mark.benchmark
__all__ = ["server"]
COUNT, CHUNK = 100_000, 1000
CUSTOMER = Component(
    id="customer",
    name="Customer",
    fields=[
        ComponentField(id="number", name="number", primary_key=True),
        ComponentField(id="name", name="name"),
        ComponentField(id="city", name="city", query=True),
        ComponentField(id="age", name="age", type="integer"),
    ],
)
PLAIN = Table(
    "plain", MetaData(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", String, unique=True), Column("name", String), Column("city", String, index=True),
    Column("age", BigInteger),
)  # fmt: skip


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request, tmp_path, monkeypatch):
    monkeypatch.delenv(URL, raising=False)
    if request.param == "PostgreSQL":
        monkeypatch.setenv(URL, a_schema(request.getfixturevalue("server")))
    opened = open_place(tmp_path)
    with opened.writing() as connection:
        PLAIN.create(connection)
    yield opened
    opened.close()


def row(number):
    return {"number": f"C{number:07}", "name": f"Customer {number}", "city": f"City {number % 500}", "age": number % 90}


def chunks(values):
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]


class ByHand:
    """What a programmer would write for this table alone."""

    def __init__(self, place):
        self.place = place

    def create(self, rows):
        for number, chunk in enumerate(chunks(rows)):
            with self.place.writing() as connection:
                ids = range(number * CHUNK + 1, (number + 1) * CHUNK + 1)
                connection.execute(
                    PLAIN.insert(), [{**one, "id": place} for one, place in zip(chunk, ids, strict=True)]
                )

    def find(self, keys):
        found = {}
        for chunk in chunks(keys):
            with self.place.snapshot() as connection:
                asked = select(PLAIN.c.number, PLAIN.c.id).where(PLAIN.c.number.in_(chunk))
                found |= dict(connection.execute(asked).all())
        return [found.get(key) for key in keys]

    def update(self, ids):
        changed = PLAIN.update().where(PLAIN.c.id == bindparam("which")).values(age=bindparam("value"))
        for chunk in chunks(ids):
            with self.place.writing() as connection:
                connection.execute(changed, [{"which": one, "value": 91} for one in chunk])


class Stored:
    """The same by the store."""

    def __init__(self, place):
        self.entries = Entries(place)
        self.entries.define(CUSTOMER, "ann")

    def create(self, rows):
        self._write([Operation("customer", "create", None, one) for one in rows], "c")

    def find(self, keys):
        return self.entries.find("customer", [(key,) for key in keys])

    def update(self, ids):
        self._write([Operation("customer", "update", one, {"age": 91}) for one in ids], "u")

    def save(self, rows):
        self._write([Operation("customer", "save", None, {**one, "age": 92}) for one in rows], "s")

    def _write(self, operations, name):
        for number, chunk in enumerate(chunks(operations)):
            self.entries.write(chunk, "ann", key=f"{name}:{number}")


def seconds(deed):
    """Time and CPU of this process."""
    before, worked = perf_counter(), process_time()
    deed()
    return perf_counter() - before, process_time() - worked


def resident():
    """Megabytes of this process in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def test_100_000_entries_against_sqlalchemy_by_hand(place, request, capsys):
    rows = [row(number) for number in range(COUNT)]
    keys, ids = [one["number"] for one in rows], list(range(1, COUNT + 1))
    hand, store = ByHand(place), Stored(place)
    table = [request.node.callspec.id, f"{'':34}{'s':>8}{'CPU s':>8}{'by hand':>10}{'CPU s':>8}{'× CPU':>8}"]
    for name, by_hand, by_store in (
        ("made", lambda: hand.create(rows), lambda: store.create(rows)),
        ("looked up by key", lambda: hand.find(keys), lambda: store.find(keys)),
        ("changed by id", lambda: hand.update(ids), lambda: store.update(ids)),
        ("saved by key", lambda: hand.update(hand.find(keys)), lambda: store.save(rows)),
    ):
        plain, stored = seconds(by_hand), seconds(by_store)
        figures = f"{stored[0]:8.2f}{stored[1]:8.2f}{plain[0]:10.2f}{plain[1]:8.2f}{stored[1] / plain[1]:8.2f}"
        table.append(f"{COUNT} entries {name:20}{figures}")
    with capsys.disabled():
        print("", *table, sep="\n")


def test_1_000_000_rows_in_and_out(place, request, capsys):
    entries, count = Stored(place).entries, 1_000_000
    before, seen = resident(), [0.0]
    rows = (row(number) for number in range(count))
    taken = seconds(lambda: entries.write_table("customer", rows, "ann", told=lambda tally: seen.append(resident())))
    given = seconds(lambda: seen.extend(resident() for _ in entries.read_table("customer")))
    pages = seconds(lambda: entries.query("customer", order=[("city", "asc")], offset=500_000, limit=100))
    with capsys.disabled():
        print(
            f"\n{request.node.callspec.id}: 1,000,000 rows in {taken[0]:.1f} s ({taken[1]:.1f} CPU), "
            f"out {given[0]:.1f} s ({given[1]:.1f} CPU), {max(seen) - before:.0f} MB more at the peak, "
            f"a page in the middle {pages[0] * 1000:.0f} ms"
        )
