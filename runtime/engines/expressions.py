"""Expressions over an item's fields."""

from runtime.engines.findings import Findings
from runtime.schema import Schema


def compiled(expression: str, schema: Schema, is_open: bool, prefix: str, setting: str, found: Findings) -> None:
    """The expression, checked."""
    found.problem("expression_unreadable", setting, text=expression)
