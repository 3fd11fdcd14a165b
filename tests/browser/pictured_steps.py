"""A flow with one step of every type, filled in as somebody would: its forms are looked at one by one."""

from typing import Any

from runtime.steps import CATALOG
from tests.browser import pictured_team

ITEM = {"number": "C00042", "name": "Żaneta Owens", "owes": 137.25, "day": "2024-05-01", "file": "", "gone": False,
        "lines": [{"article": "A1", "price": 12.5, "count": 2}]}  # fmt: skip
MAPPING = [
    {"to": "label", "expression": "concat(number, ' ', name)"},
    {"to": "owes", "from": "owes", "type": "number"},
    {"to": "state", "value": "open"},
]


def every_step(language: str, say: dict[str, str], sample: str, called: str) -> dict[str, Any]:
    """Each step's id is its type; types that are not filled in below stay empty.

    `sample` is a stored table, `called` a published flow.
    """
    users = pictured_team.steps(pictured_team.WORDS[language], say["bill"].casefold())
    filled = _input(sample) | _transform(say, called) | _output(say) | users
    phases: dict[str, list[dict[str, Any]]] = {}
    for kind in sorted(CATALOG, key="write_response".__eq__):  # nothing stands behind the response
        one = {"id": kind, "type": kind, "name": "", "settings": filled.get(kind, {})}
        if kind == "import_file":
            one["sample"] = {"file": sample}
        phases.setdefault(CATALOG[kind].group, []).append(one)
    return {"name": say["steps"], "inputs": [{"name": "flights", "type": "file", "required": False}], "phases": [
        {"id": str(group), "name": str(group), "steps": steps} for group, steps in phases.items()]}  # fmt: skip


def _input(sample: str) -> dict[str, dict[str, Any]]:
    columns = [{"column": "carrier", "field": "carrier", "type": "string"},
               {"column": "dep_delay", "field": "delay", "type": "number"}]  # fmt: skip
    page = [{"to": "city", "value": "Lyon"}]
    return {
        "get_raw_model": {"sample": [ITEM]},
        "get_empty_model": {},
        "get_action_model": {"fields": [
            {"name": "number", "type": "string", "required": True}, {"name": "day", "type": "date"}]},
        "import_file": {"file": {"from": "input", "name": "flights"}, "separator": ",", "missing": ["NA", ""],
                        "mapping": columns},
        "get_values_from_connector": {"connector": "shop", "endpoint": "orders", "items_path": "orders",
                                      "paging": "page", "parameters": page},
        "subscribe_to_connector": {"connector": "post", "endpoint": "post", "batch_size": 50},
        "proxy_get_entry": {"component": "contract"},
        "proxy_query_entry": {"component": "contract", "fields": ["name"]},
    }  # fmt: skip


def _transform(say: dict[str, str], called: str) -> dict[str, dict[str, Any]]:
    raw = {"source": "get_raw_model"}
    figures = [{"operation": "count", "into": "lines_count"}, {"operation": "sum", "field": "price", "into": "sum"}]
    sums = [{"left": {"field": "owes"}, "operator": "*", "right": {"value": 1.2}, "into": "with_tax"}]
    owing = [{"field": "owes", "operator": "greater", "value": 100}, {"field": "name", "operator": "is_not_null"}]
    asked = [{"field": "owes", "operator": "greater", "value": 100},
             {"field": "number", "operator": "equal", "from": "number"}]  # fmt: skip
    join = {"left_keys": ["owes"], "right_keys": ["owes"], "mapping": [{"from": "label", "to": "label"}]}
    return {
        "transform_model": raw | {"mapping": MAPPING},
        "join_models": {"left": "get_raw_model", "right": "transform_model", "kind": "left"} | join,
        "filter_source": raw | {"conditions": owing},
        "group_by": raw | {"keys": ["day"], "into": "items"},
        "distinct": raw | {"keys": ["number"]},
        "select_many": raw | {"path": "lines"},
        "extract_collections": raw | {"path": "lines"},
        "calculate_array": raw | {"path": "lines", "operations": figures},
        "simple_math": raw | {"operations": sums},
        "execute_script": raw | {"script": "for line in item['lines']:\n    line['total'] = line['price'] * 2"},
        "lookup_reference": raw | {"component": "customer", "keys": [{"field": "number", "from": "number"}]},
        "query_entity_by_filter": raw | {"component": "customer", "conditions": asked, "limit": 20,
                                         "order": [{"field": "owes", "direction": "desc"}]},
        "get_entity_by_id": {"source": "lookup_reference", "component": "customer", "id_field": "reference"},
        "load_catalogs_by_key": {"source": "get_entity_by_id", "fields": [
            {"field": f"entry.{say['town']}", "component": "city"}]},
        "get_file_info": raw | {"id_field": "file"},
        "execute_dataflow": raw | {"flow": called, "mode": "element", "path": "lines", "parallel": 8},
    }  # fmt: skip


def _output(say: dict[str, str]) -> dict[str, dict[str, Any]]:
    raw = {"source": "get_raw_model"}
    entry = {"component": "customer", "mapping": [
        {"field": "number", "from": "number"}, {"field": "name", "from": "name"},
        {"field": "active", "value": True}]}  # fmt: skip
    order = [{"to": "customer", "from": "number"}, {"to": "total", "expression": "owes * 1.2"}]
    return {
        "update_entry": raw | entry | {"find_by": "key"},
        "deferred_update_entry": raw | entry | {"delete_flag": "gone"},
        "apply_deferred_update_operations": {"source": "deferred_update_entry", "pause": 0.5},
        "store_entry_over_bus": raw | entry,
        "execute_api_call": raw | {"connector": "shop", "endpoint": "order", "parameters": order},
        "render_template": raw | {"template": say["bill"].casefold(), "file_name": "bill-{number}",
                                  "mapping": [{"to": say["name"], "from": "name"}, {"to": "total", "from": "owes"}]},
        "export_to_file": raw | {"file_type": "xlsx", "file_name": "customers",
                                 "mapping": [{"field": "name", "column": say["name"]}]},
        "form_action": raw | {"action": "open_modal", "title": "{name}", "text": say["told"]},
        "write_response": raw | {"shape": "list"},
    }  # fmt: skip
