"""Settings that only make sense beside others: asked for where they matter, hidden (and kept) elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

Settings = Mapping[str, Any]
Rule = Callable[[Settings], bool]


def _file_type(*types: str) -> Rule:
    return lambda settings: settings.get("file_type", "csv") in types


def _reads_field(settings: Settings) -> bool:
    choice = settings.get("file")
    return isinstance(choice, dict) and choice.get("from") == "field"


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
