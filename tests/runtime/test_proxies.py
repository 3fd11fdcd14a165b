"""A component without a table: its entries are what its flows answer."""

from typing import Any

import pytest

from runtime.problems import Problems
from runtime.proxies import proxied_entries, proxied_entry
from runtime.publish import publish
from storage.component import Proxy
from tests.runtime.customers import FAR, designed


@pytest.fixture
def far(installation: Any, documents: Any):
    """Flows that answer with what they were asked; `get` knows only entry 7."""
    designed(installation.entries())

    def flow(name: str, *steps: Any) -> str:
        made = installation.flows().create(documents.flow(*steps) | {"name": name}, "ann")
        publish(installation, made.id, "ann")
        return made.id

    only = documents.step("only", "filter_source", {"conditions": [{"field": "id", "value": 7}]})
    first = documents.step("out", "write_response", {"shape": "first"})
    get = flow("get", documents.step("in", "proxy_get_entry", {"component": "far"}), only, first)
    query = flow("query", documents.step("in", "proxy_query_entry", {"component": "far"}), documents.end)
    installation.entries().define(FAR.model_copy(update={"proxy": Proxy(get=get, query=query)}), "ann")
    return installation


def test_one_entry_or_none(far):
    assert proxied_entry(far, "far", 7, "bob") == {"id": 7, "component": "far", "user": "bob"}
    assert proxied_entry(far, "far", 8, "bob") is None


def test_a_list_with_its_filter_order_and_page(far):
    order = [{"field": "name", "direction": "desc"}]
    [answer] = proxied_entries(far, "far", "bob", filter=[{"field": "name", "value": "x"}], order=order, limit=5)
    assert (answer["order"], answer["limit"], answer["filter"][0]["operator"]) == (order, 5, "equal")


def test_what_the_flow_refuses_and_what_is_missing_is_told(far):
    with pytest.raises(Problems) as wrong:
        proxied_entries(far, "far", "bob", filter=[{"field": "secret", "value": 1}])
    assert [one.code for one in wrong.value.problems] == ["proxy_flow_failed", "proxy_filter_forbidden"]
    with pytest.raises(Problems) as wrong:
        proxied_entry(far, "customer", 1, "bob")
    assert wrong.value.problems[0].code == "proxy_flow_missing"
