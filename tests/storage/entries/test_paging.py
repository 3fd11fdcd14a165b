"""A page is what stands there, whichever end it is looked for from."""

import pytest
from sqlalchemy import text

from storage.component import ComponentField
from storage.entries import EntryCondition
from storage.entries.paging import Sought
from tests.storage.entries.conftest import component

COUNT, SIZE = 2300, 100
ORDERS = [(), [("Name", "asc")], [("Name", "desc")], [("Group", "asc")], [("Group", "desc"), ("Name", "asc")],
          [("id", "desc")], [("createdDate", "asc")]]  # fmt: skip


@pytest.fixture
def things(entries):
    """Entries with equal and missing values."""
    fields = [ComponentField(id="name", name="Name", query=True), ComponentField(id="group", name="Group")]
    entries.define(component(*fields), "ann")
    rows = ({"Name": f"n{n * 7919 % COUNT:05}" if n % 10 else None, "Group": f"g{n % 3}"} for n in range(COUNT))
    entries.write_table("thing", rows, "ann")
    return entries


@pytest.mark.parametrize("order", ORDERS)
def test_pages_laid_together_are_the_whole(things, order):
    whole = things.query("thing", order=order)
    for offset in (0, 700, 1100, 1200, 1900, 2299):
        page = whole[offset : offset + SIZE]
        assert things.page("thing", order=order, offset=offset, limit=SIZE) == (COUNT, page)
        assert things.query("thing", order=order, offset=offset, limit=SIZE) == page


def test_a_page_after_the_last_is_empty_and_a_short_one_is_whole(things):
    few = [EntryCondition("Name", "less", "n00005")]
    count, found = things.page("thing", few, limit=SIZE)
    assert (count, found) == (things.count("thing", few), things.query("thing", few))
    assert things.page("thing", few, offset=SIZE, limit=SIZE) == (count, [])
    assert things.page("thing", few, offset=2, limit=1)[1] == found[2:3]


@pytest.mark.parametrize("name", ["id", "Name"])
def test_a_query_field_is_in_order_without_sorting_all(things, place, name):
    with place.writing() as connection:
        if connection.dialect.name != "postgresql":
            pytest.skip("SQLite takes an index for any order of nulls")
        sheet = things._definitions.sheet(connection, "thing")
        connection.execute(text(f"ANALYZE {sheet.table.name}"))
        asked = Sought(order=[(name, "desc")]).whole(sheet).limit(5)
        plan = connection.execute(text(f"EXPLAIN {asked.compile(connection, compile_kwargs={'literal_binds': True})}"))
        assert "Index Scan Backward" in str(plan.all())
