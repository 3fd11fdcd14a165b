"""Settings that only make sense beside others: asked for where they matter, hidden (and kept) elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

Settings = Mapping[str, Any]
Rule = Callable[[Settings], bool]


def _file_type(*types: str) -> Rule:
    return lambda settings: settings.get("file_type", "csv") in types


def _paging(*kinds: str) -> Rule:
    return lambda settings: settings.get("paging", "none") in kinds


def _told_by(*channels: str) -> Rule:
    return lambda settings: settings.get("channel", "in_app") in channels


def _acts(*actions: str) -> Rule:
    return lambda settings: settings.get("action", "open_page") in actions


def _reads_field(settings: Settings) -> bool:
    choice = settings.get("file")
    return isinstance(choice, dict) and choice.get("from") == "field"


def _asks_items(settings: Settings) -> bool:
    """Some parameter is filled by no constant."""
    lines = settings.get("parameters")
    return isinstance(lines, list) and any(isinstance(line, dict) and "value" not in line for line in lines)


RULES: dict[tuple[str, str], Rule] = {
    ("import_file", "source"): _reads_field,
    ("import_file", "separator"): _file_type("csv"),
    ("import_file", "header"): _file_type("csv", "xlsx"),
    ("import_file", "skip_lines"): _file_type("csv", "xlsx"),
    ("import_file", "encoding"): _file_type("csv"),
    ("import_file", "decimal"): _file_type("csv"),
    ("import_file", "missing"): _file_type("csv", "xlsx"),
    ("import_file", "sheet"): _file_type("xlsx"),
    ("import_file", "items_path"): _file_type("json"),
    ("export_to_file", "separator"): _file_type("csv"),
    ("export_to_file", "sheet"): _file_type("xlsx"),
    ("export_to_file", "leave_out_empty"): _file_type("json", "ndjson"),
    ("get_values_from_connector", "source"): _asks_items,
    ("get_values_from_connector", "page_parameter"): _paging("page"),
    ("get_values_from_connector", "first_page"): _paging("page"),
    ("get_values_from_connector", "cursor_parameter"): _paging("cursor"),
    ("get_values_from_connector", "cursor_path"): _paging("cursor"),
    ("get_values_from_connector", "page_limit"): _paging("page", "cursor", "link"),
    ("execute_api_call", "parallel"): lambda settings: settings.get("mode", "item") == "item",
    ("update_entry", "id_field"): lambda settings: settings.get("find_by") == "id",
    ("update_entry", "delete_flag"): lambda settings: settings.get("find_by") != "nothing",
    ("deferred_update_entry", "id_field"): lambda settings: settings.get("find_by") == "id",
    ("deferred_update_entry", "delete_flag"): lambda settings: settings.get("find_by") != "nothing",
    ("get_user_info", "field"): lambda settings: settings.get("find_by") == "field",
    ("get_user_info", "user_name"): lambda settings: settings.get("find_by") == "user_name",
    ("execute_dataflow", "path"): lambda settings: settings.get("mode") == "element",
    **{
        ("form_action", name): _acts(*actions)
        for name, actions in {
            "address": ("open_page",),
            "component": ("open_component",),
            "entry": ("open_component",),
            "title": ("open_sidebar", "open_modal"),
            "text": ("open_sidebar", "open_modal"),
            "file": ("open_file", "download_file"),
            "script": ("run_script",),
        }.items()
    },
    **{
        (step, setting): _told_by(*channels)
        for step in ("send_notification", "send_templated_notification")
        for setting, channels in {"connector": ("smtp", "api"), "endpoint": ("api",), "parameters": ("api",)}.items()
    },
    ("join_models", "mapping"): lambda settings: settings.get("kind") != "anti",
    ("get_raw_model", "json_schema"): lambda settings: (
        settings.get("json_schema") is not None or settings.get("sample") is None
    ),
    ("get_raw_model", "sample"): lambda settings: (
        settings.get("sample") is not None or settings.get("json_schema") is None
    ),
}
"""By step type and setting; a setting without a rule is always shown."""

VALUELESS = {"is_null", "is_not_null"}
LISTED = {"in"}


def is_shown(step_type: str, setting: str, settings: Settings) -> bool:
    """Whether the form shows the setting beside these settings."""
    rule = RULES.get((step_type, setting))
    return rule is None or rule(settings)
