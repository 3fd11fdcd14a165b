"""What a step is called on the screen."""

from editor.designer.wiring import Step
from editor.i18n import known, translate
from runtime.steps import CATALOG

UNKNOWN_ICON = "help"


def type_label(step_type: str, language: str) -> str:
    """The type's label; a type that this release does not know is shown by its own word."""
    key = f"steps.{step_type}.label"
    return translate(key, language) if known(key) else step_type


def title(step: Step, language: str) -> str:
    """The step's name, or its type's label as long as nobody named it."""
    return str(step.get("name") or type_label(step.get("type", ""), language))


def icon(step_type: str) -> str:
    return CATALOG[step_type].icon if step_type in CATALOG else UNKNOWN_ICON


def group(step_type: str) -> str:
    return str(CATALOG[step_type].group) if step_type in CATALOG else "unknown"
