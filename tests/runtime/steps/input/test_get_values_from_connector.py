"""Items out of a system: pages, parameters, and what is said when it gives something else."""

import pytest

from runtime.problems import Outage, Problems
from runtime.schema import FieldType, Kind
from runtime.steps.input.get_values_from_connector import GetValuesFromConnector
from tests.runtime.steps.systems import shop

ORDERS = {"connector": "shop", "endpoint": "orders"}


@pytest.fixture
def server(stage):
    with shop(stage) as opened:
        yield opened


def codes(stage, settings):
    found = GetValuesFromConnector.model_validate({**ORDERS, **settings})
    return [(one.code, one.setting) for one in (*found.problems(), *found.problems_in(stage.known))]


def refused(stage, **settings):
    with pytest.raises(Problems) as wrong:
        stage.play("get_values_from_connector", {**ORDERS, **settings})
    return wrong.value.problems[0]


def test_one_item_per_element_with_the_fields_of_the_sample(stage, server):
    server.routes["/orders"] = lambda asked: (200, {}, {"data": {"list": [{"id": 2**70}, {"id": 2, "who": "é"}]}})
    model = stage.play("get_values_from_connector", {**ORDERS, "items_path": "data.list"})
    assert model.items() == [{"id": 2**70, "who": None}, {"id": 2, "who": "é"}]
    server.routes["/orders"] = lambda asked: (200, {}, [{"id": 2}])
    assert stage.play("get_values_from_connector", ORDERS).items() == [{"id": 2, "total": None}]
    server.routes["/orders"] = lambda asked: (204, {}, b"")
    assert stage.play("get_values_from_connector", ORDERS).items() == []


def numbered(asked):
    page = int(asked.query.get("page", 1))
    return 200, {}, [{"n": page * 10 + at} for at in range(2)] if page < 4 else []


def cursored(asked):
    at = int(asked.query.get("page", 1))
    return 200, {}, {"data": numbered(asked)[2], "next": str(at + 1) if at < 3 else None}


def linked(asked):
    at = int(asked.query.get("page", 1))
    return 200, {"link": f'</orders?page={at + 1}>; rel="next"'} if at < 3 else {}, numbered(asked)[2]


@pytest.mark.parametrize(
    ("route", "settings", "calls"),
    [
        (numbered, {"paging": "page"}, 4),
        (cursored, {"paging": "cursor", "cursor_parameter": "page", "cursor_path": "next", "items_path": "data"}, 3),
        (linked, {"paging": "link"}, 3),
    ],
)
def test_every_page_is_fetched_once(stage, server, route, settings, calls):
    server.routes["/orders"] = route
    given = [{"to": "since", "value": "2024"}]
    model = stage.play("get_values_from_connector", {**ORDERS, **settings, "parameters": given})
    assert [item["n"] for item in model.items()] == [10, 11, 20, 21, 30, 31]
    assert len(server.asked) == calls
    assert server.asked[0].query["since"] == "2024"


def test_the_limit_of_pages_is_kept_and_said(stage, server):
    server.routes["/orders"] = numbered
    model = stage.play("get_values_from_connector", {**ORDERS, "paging": "page", "page_limit": 2})
    assert (model.count(), len(server.asked)) == (4, 2)
    assert [(said.code, said.parameters) for said in stage.events] == [("page_limit_reached", {"count": 2})]


def test_parameters_come_from_constants_or_from_each_item(stage, server):
    server.routes["/orders/"] = lambda asked: (200, {}, {"path": asked.path})
    settings = {"connector": "shop", "endpoint": "order", "parameters": [{"to": "id", "from": "which.id"}]}
    model = stage.play("get_values_from_connector", settings, [{"which": {"id": 7}}, {"which": {"id": "a/b"}}])
    assert [item["path"] for item in model.items()] == ["/orders/7", "/orders/a%2Fb"]
    with pytest.raises(Problems) as wrong:
        stage.play("get_values_from_connector", settings, [{"other": 1}])
    assert wrong.value.problems[0].setting == "parameters[0].from"


def test_no_success_is_an_error_that_quotes_it(stage, server):
    server.routes["/orders"] = lambda asked: (500, {}, b"x" * 600)
    with pytest.raises(Outage):
        stage.play("get_values_from_connector", ORDERS)
    problem = refused(stage, method="POST")
    assert (problem.code, problem.parameters["status"], len(problem.parameters["said"])) == ("http_status", 500, 500)


def test_a_web_page_or_other_text_is_no_data(stage, server):
    server.routes["/orders"] = lambda asked: (200, {"content-type": "text/html"}, b"\n<!DOCTYPE html><html>Hi</html>")
    assert refused(stage).code == "http_html"
    server.routes["/orders"] = lambda asked: (200, {}, b"a;b\n1;2")
    assert refused(stage).code == "http_not_json"
    server.routes["/orders"] = lambda asked: (200, {}, {"meta": 1})
    assert refused(stage, items_path="data").parameters == {"path": "data", "fields": "meta"}


def test_a_system_that_ignores_the_page_is_found_out(stage, server):
    server.routes["/orders"] = lambda asked: (200, {"link": '</orders>; rel="next"'}, [{"id": 1}])
    assert refused(stage, paging="link").code == "paging_repeats"


def test_a_dry_run_reads_and_never_posts(stage, server):
    server.routes["/orders"] = lambda asked: (200, {}, [{"id": 5}])
    assert stage.play("get_values_from_connector", ORDERS, dry=True).items()[0]["id"] == 5
    posted = stage.play("get_values_from_connector", {**ORDERS, "method": "POST"}, dry=True)
    assert (posted.items(), stage.events[-1].code) == ([{"id": 1, "total": 2.5}], "sample_answer")
    with pytest.raises(Problems):
        stage.play("get_values_from_connector", {"connector": "shop", "endpoint": "search"}, dry=True)
    assert len(server.asked) == 1


def test_a_preview_shows_the_sample_and_calls_nobody(stage, server):
    model = stage.play("get_values_from_connector", {**ORDERS, "paging": "page"}, dry=True, limit=10)
    assert (model.items(), server.asked) == ([{"id": 1, "total": 2.5}], [])


def test_fields_are_known_before_the_run_by_the_sample(stage, server):
    kind = GetValuesFromConnector.model_validate(ORDERS)
    assert kind.declared_in(stage.known) == {"id": FieldType(Kind.NUMBER), "total": FieldType(Kind.NUMBER)}
    assert GetValuesFromConnector(connector="shop", endpoint="search").declared_in(stage.known) is None


def test_settings_that_fit_no_endpoint(stage, server):
    assert codes(stage, {"endpoint": "order"}) == [("endpoint_parameter_missing", "parameters")]
    lines = [{"to": "sinc", "value": 1}, {"to": "since", "value": 1}, {"to": "since", "value": 2}]
    assert codes(stage, {"parameters": lines}) == [
        ("endpoint_parameter_unknown_near", "parameters[0].to"), ("endpoint_parameter_twice", "parameters[2].to"),
    ]  # fmt: skip
    assert codes(stage, {"paging": "cursor", "items_path": "a..b"}) == [
        ("setting_missing", "cursor_path"), ("path_unreadable", "items_path"),
    ]  # fmt: skip
