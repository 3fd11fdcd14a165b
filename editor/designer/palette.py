"""What the palette offers: every step type with the words people look for it by, and what usually comes next."""

from typing import Any

from editor.i18n import LANGUAGES, known, translate
from runtime.step_type import Group
from runtime.steps import CATALOG

STARTS = ("import_file", "get_action_model", "get_raw_model", "get_empty_model")
"""How a flow begins."""

_SHAPING = ("filter_source", "transform_model", "join_models", "group_by")
NEXT: dict[str, tuple[str, ...]] = {
    "import_file": _SHAPING,
    "get_action_model": ("transform_model", "filter_source", "execute_script", "write_response"),
    "get_raw_model": ("extract_collections", "select_many", "filter_source", "transform_model"),
    "get_empty_model": ("transform_model", "execute_script"),
    "filter_source": ("join_models", "transform_model", "group_by", "simple_math"),
    "transform_model": ("filter_source", "export_to_file", "write_response"),
    "join_models": ("simple_math", "filter_source", "transform_model", "group_by"),
    "extract_collections": ("filter_source", "distinct", "transform_model"),
    "select_many": ("filter_source", "transform_model", "group_by"),
    "execute_script": ("filter_source", "transform_model", "write_response"),
    "distinct": ("group_by", "join_models", "export_to_file"),
    "group_by": ("calculate_array", "select_many", "transform_model"),
    "calculate_array": ("transform_model", "filter_source", "export_to_file", "write_response"),
    "simple_math": ("filter_source", "group_by", "transform_model"),
    "export_to_file": ("write_response",),
    "write_response": ("export_to_file",),
}
"""What people put after a step of a type, most likely first."""


def offer(language: str) -> dict[str, Any]:
    """The palette in a language, for the browser to search: `groups`, `types`, `next` by type, `starts`."""
    return {
        "groups": [{"id": str(group), "label": translate(f"palette.groups.{group}", language)} for group in Group],
        "types": [_type(name, language) for name in CATALOG],
        "next": {name: [one for one in after if one in CATALOG] for name, after in NEXT.items()},
        "starts": [name for name in STARTS if name in CATALOG],
    }


def _type(name: str, language: str) -> dict[str, Any]:
    kind = CATALOG[name]
    return {
        "type": name,
        "group": str(kind.group),
        "icon": kind.icon,
        "label": translate(f"steps.{name}.label", language),
        "summary": translate(f"steps.{name}.summary", language),
        "words": ", ".join(_words(name)),
    }


def _words(name: str) -> list[str]:
    """Labels and everyday words of every language: people search in the one that they learned it in."""
    keys = [f"steps.{name}.{part}" for part in ("label", "words")]
    return [translate(key, language) for language in LANGUAGES for key in keys if known(key, language)]
