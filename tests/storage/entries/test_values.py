"""A value fits a type where nothing of it is lost; what comes out is what went in."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from storage.component import FIELD_TYPES, ComponentField
from storage.entries import Operation
from storage.entries.values import Misfit, fit, shown
from tests.storage.entries.conftest import component

FITS = [
    ("string", "Ünï ☃", "Ünï ☃"),
    ("string", 5, "5"),
    ("string", True, "true"),
    ("string", "", ""),
    ("number", 2, 2.0),
    ("number", "1.50", 1.5),
    ("number", Decimal("0.1"), 0.1),
    ("number", 2**53, 2.0**53),
    ("integer", 2**63 - 1, 2**63 - 1),
    ("integer", "-7", -7),
    ("integer", 3.0, 3),
    ("boolean", False, False),
    ("boolean", "true", True),
    ("date", "2024-02-29", "2024-02-29"),
    ("date", date(2024, 5, 1), "2024-05-01"),
    ("date", "2024-05-01T00:00:00", "2024-05-01"),
    ("time", "14:30", "14:30:00"),
    ("time", time(1, 2, 3, 4), "01:02:03.000004"),
    ("datetime", "2024-05-01T10:00:00+02:00", "2024-05-01T08:00:00Z"),
    ("datetime", "2024-05-01 10:00", "2024-05-01T10:00:00"),
    ("datetime", datetime(2024, 5, 1, 10, tzinfo=timezone(timedelta(hours=2))), "2024-05-01T08:00:00Z"),
    ("datetime", "2024-05-01", "2024-05-01T00:00:00"),
    ("datetime", "2024-05-01T08:00:00.5Z", "2024-05-01T08:00:00.500000Z"),
    ("uri", "https://example.org/a?b", "https://example.org/a?b"),
    ("uri", "mailto:ann@example.org", "mailto:ann@example.org"),
    ("file", "f1", "f1"),
    ("file", {"id": "f1", "name": "a.pdf"}, "f1"),
    ("array", [1, "x", None, {"a": [2]}], [1, "x", None, {"a": [2]}]),
]
UNFIT = [
    ("string", [1], "entry_no_string"),
    ("string", "a\0b", "entry_text_unfit"),
    ("string", "\ud800", "entry_text_unfit"),
    ("number", "1e5", "entry_no_number"),
    ("number", "007", "entry_no_number"),
    ("number", True, "entry_no_number"),
    ("number", float("nan"), "entry_no_number"),
    ("number", 2**53 + 1, "entry_number_not_exact"),
    ("number", Decimal("0.12345678901234567890"), "entry_number_not_exact"),
    ("number", 10**400, "entry_number_not_exact"),
    ("integer", 2.5, "entry_no_integer"),
    ("integer", "007", "entry_no_integer"),
    ("integer", 2**63, "entry_integer_too_large"),
    ("integer", True, "entry_no_integer"),
    ("integer", float("inf"), "entry_no_integer"),
    ("boolean", 1, "entry_no_boolean"),
    ("date", "2023-02-29", "entry_no_date"),
    ("date", "2024-05-01T10:00:00", "entry_no_date"),
    ("date", 20240501, "entry_no_date"),
    ("time", "25:00", "entry_no_time"),
    ("time", "10:00+02:00", "entry_no_time"),
    ("datetime", "yesterday", "entry_no_datetime"),
    ("datetime", "0001-01-01T00:00:00+02:00", "entry_no_datetime"),
    ("uri", "example.org", "entry_no_uri"),
    ("file", 5, "entry_no_file"),
    ("array", "[1]", "entry_no_array"),
    ("catalog", "x", "entry_no_catalog"),
]


@pytest.mark.parametrize(("kind", "given", "kept"), FITS)
def test_a_value_fits(kind, given, kept):
    assert shown(kind, fit(kind, given)) == kept


@pytest.mark.parametrize(("kind", "given", "code"), UNFIT)
def test_a_value_is_refused(kind, given, code):
    with pytest.raises(Misfit) as refused:
        fit(kind, given)
    assert refused.value.of(kind) == code


def test_values_of_every_type_come_back_as_they_went_in(entries):
    fields = [ComponentField(id=kind, name=kind, type=kind, catalog="thing") for kind in FIELD_TYPES]
    entries.define(component(*fields), "ann")
    given = {kind: kept for kind, _, kept in FITS} | {"catalog": None}
    outcome = entries.write([Operation("thing", "create", None, given), Operation("thing", "create")], "ann")
    entries.write([Operation("thing", "update", outcome[0].id, {"catalog": outcome[1].id})], "ann")
    kept, empty = entries.query("thing")
    assert {kind: kept[kind] for kind in FIELD_TYPES} == given | {"catalog": 2}
    assert {empty[kind] for kind in FIELD_TYPES} == {None}


def test_datetimes_are_ordered_by_time(entries):
    entries.define(component(ComponentField(id="at", name="at", type="datetime")), "ann")
    first = datetime(2024, 1, 1, tzinfo=UTC)
    moments = [first + timedelta(microseconds=step) for step in (500_000, 0, 1_000_000, 1)]
    entries.write([Operation("thing", "create", None, {"at": moment}) for moment in moments], "ann")
    assert [entry["id"] for entry in entries.query("thing", order=[("at", "asc")])] == [2, 4, 1, 3]
