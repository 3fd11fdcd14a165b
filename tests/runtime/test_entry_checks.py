"""What is wrong with steps about entries is on their cards before anything runs, all of it at once."""

from typing import Any

import pytest

from runtime.check import check
from runtime.known import Known
from runtime.services.component_catalog import ComponentCatalog
from storage.entries import Entries
from storage.entries.store import EntryStore
from tests.runtime.customers import COLUMNS, designed


@pytest.fixture
def entries(tmp_path: Any):
    store = EntryStore(tmp_path, courier=False)
    yield designed(store.of("prod"))
    store.close()


def found(documents: Any, entries: Entries, step: str, **settings: Any) -> list[tuple[str, str | None]]:
    """Codes and settings of the errors of a step that reads items with a text, a number and a list."""
    sample = {"code": "a", "name": "A", "n": 1, "list": [], "flag": True}
    given = documents.step("in", "get_raw_model", {"sample": [sample]})
    asked = documents.step("x", step, settings if step.startswith("proxy") else {"source": "in", **settings})
    steps = [asked] if step.startswith("proxy") else [given, asked]
    known = Known({"component": ComponentCatalog(lambda: entries)})
    return [(one.code, one.setting) for one in check(documents.flow(*steps, documents.end), known=known).errors]


@pytest.mark.parametrize("step", ["update_entry", "deferred_update_entry", "store_entry_over_bus"])
def test_mappings_of_steps_that_write(documents, entries, step):
    def wrong(mapping: Any, component: str = "customer", **more: Any) -> list[tuple[str, str | None]]:
        return found(documents, entries, step, component=component, mapping=mapping, **more)

    assert wrong(COLUMNS) == []
    assert wrong([{"field": "f3", "from": "n"}])[-1] == ("entry_required_unfilled", "mapping")
    assert wrong([*COLUMNS, {"field": "f3", "from": "name"}]) == [("entry_type_misfit", "mapping[2].from")]
    assert wrong([*COLUMNS, {"field": "f4", "value": "soon"}]) == [("entry_no_date", "mapping[2].value")]
    assert wrong([*COLUMNS, {"field": "f9", "value": 1}]) == [("entry_field_gone", "mapping[2].field")]
    assert wrong([*COLUMNS, {"field": "f2", "value": "x"}]) == [("entry_field_twice", "mapping[2].field")]
    automatic = [{"field": "f6", "value": "x"}, {"field": "createdDate", "value": "x"}]
    assert wrong([*COLUMNS, *automatic]) == [
        ("entry_field_virtual", "mapping[2].field"), ("entry_field_automatic", "mapping[3].field"),
    ]  # fmt: skip
    assert wrong([{"field": "name", "from": "name"}], "far") == [("entry_component_proxy", "component")]
    assert wrong(COLUMNS, "custmer") == [("component_gone_near", "component")]


def test_which_entry_is_changed_and_deleted(documents, entries):
    def wrong(**settings: Any) -> list[tuple[str, str | None]]:
        return found(documents, entries, "update_entry", component="customer", **settings)

    assert wrong(find_by="id", mapping=COLUMNS) == [("entry_id_field_missing", "id_field")]
    assert wrong(find_by="id", id_field="n", delete_flag="flag") == []
    assert wrong(find_by="nothing", delete_flag="flag", mapping=COLUMNS) == [("entry_new_never_deleted", "delete_flag")]
    assert wrong(mapping=COLUMNS, delete_flag="name") == [("entry_flag_no_boolean", "delete_flag")]
    assert wrong(mapping=COLUMNS[1:]) == [("entry_key_unfilled", "mapping")]


def test_questions(documents, entries):
    def wrong(*conditions: dict[str, Any], **more: Any) -> list[tuple[str, str | None]]:
        return found(documents, entries, "query_entity_by_filter", component="customer", conditions=conditions, **more)

    assert (
        wrong({"field": "f1", "from": "code"}, {"field": "updateDate", "operator": "less", "value": "2024-01-01"}) == []
    )
    assert wrong({"field": "f3", "value": "x"}, {"field": "f3", "operator": "contains", "value": 1},
                 {"field": "f6", "value": "x"}, {"field": "f8", "operator": "less", "value": 1}) == [
        ("entry_no_integer", "conditions[0].value"), ("entry_field_no_text", "conditions[1].operator"),
        ("entry_field_virtual", "conditions[2].field"), ("entry_field_without_order", "conditions[3].operator"),
    ]  # fmt: skip
    assert wrong(order=[{"field": "f0"}]) == [("entry_any_gone", "order[0].field")]


def test_references(documents, entries):
    assert found(documents, entries, "lookup_reference", component="customer", keys=[]) == [
        ("entry_key_from_no_field", "keys")
    ]
    other = {"component": "customer", "keys": [{"field": "f2", "from": "name"}]}
    assert found(documents, entries, "lookup_reference", **other) == [("entry_key_unfilled", "keys")]
    assert found(documents, entries, "load_catalogs_by_key", component="region") == [
        ("component_without_catalogs", "component")
    ]


def test_proxies(documents, entries):
    assert found(documents, entries, "proxy_get_entry", component="customer") == [("entry_not_proxy", "component")]
    narrowed = {"component": "far", "fields": ["name", "secret"]}
    assert found(documents, entries, "proxy_query_entry", **narrowed) == [("proxy_no_query_field", "fields[1]")]


def test_the_steps_behind_know_the_fields_of_entries(documents, entries):
    given = documents.step("in", "get_raw_model", {"sample": [{"n": 1}]})
    load = documents.step("load", "get_entity_by_id", {"component": "customer", "id_field": "n"})
    keep = documents.step("keep", "filter_source", {"conditions": [{"field": "entry.agee", "value": 1}]})
    known = Known({"component": ComponentCatalog(lambda: entries)})
    [wrong] = check(documents.flow(given, load, keep, documents.end), known=known).errors
    assert (wrong.code, wrong.parameters["nearest"]) == ("field_missing_near", "entry.age")
