"""What a flow is told that answers for lists of entries."""

import pytest

from runtime.problems import Problems
from tests.runtime.customers import designed


def test_filter_order_and_page(stage):
    designed(stage.entries)
    sent = {"component": "far", "user": "bob", "filter": [{"field": "name", "operator": "contains", "value": "x"}],
            "order": [{"field": "name", "direction": "desc"}], "offset": 20, "limit": 10}  # fmt: skip
    assert stage.play("proxy_query_entry", {"component": "far"}, model=sent).items() == [sent]
    [item] = stage.play("proxy_query_entry", {"component": "far"}, model={"component": "far"}).items()
    assert (item["filter"], item["order"], item["offset"], item["limit"]) == ([], [], 0, None)


def test_only_query_fields_are_filtered(stage):
    designed(stage.entries)
    sent = {"component": "far", "filter": [{"field": "secret", "value": 1}, {"field": "name", "value": "a"}]}
    with pytest.raises(Problems) as wrong:
        stage.play("proxy_query_entry", {"component": "far"}, model=sent)
    [found] = wrong.value.problems
    assert (found.code, found.parameters["field"]) == ("proxy_filter_forbidden", "secret")
