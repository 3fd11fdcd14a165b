"""The audit log is read without knowing its codes."""

import ast
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from editor.audit.words import Changed, changes, deed
from editor.i18n import LANGUAGES, sentences
from editor.visitor import Visitor
from storage.audit import Line
from storage.person import Person

TOP = Path(__file__).parents[3]
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SWITCHED = {"flow_enabled", "flow_disabled"}
"""Named after the state that a flow has now."""


def visitor(language: str = "en") -> Visitor:
    return Visitor(Person("Ann", "administrator", language, "auto", False, NOW), language)


def line(action: str, object: str, before: Any = None, after: Any = None) -> Line:
    return Line(1, NOW, "Ann", action, object, "", "", before, after)


def actions() -> set[str]:
    """What the stores tell their witness, as it stands in the code."""
    found = set[str]()
    for file in (TOP / "storage").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr in ("_witness", "_tell", "_change", "_put")
                for argument in node.args if called else ():
                    either = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                    found |= {str(part.value) for part in either if isinstance(part, ast.Constant)}
    return {one for one in found if "_" in one}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_deed_that_is_told_has_its_sentence(language: str):
    told = actions() | SWITCHED
    assert told >= {"flow_published", "person_removed", "group_joined", "role_given", "connector_saved"}
    assert {one for one in told if f"audit.actions.{one}" not in sentences(language)} == set()


def test_a_thing_is_called_by_its_name_at_that_time():
    assert deed(visitor(), line("flow_deleted", "flow/8f3", {"name": "Orders"})) == "Deleted the flow “Orders”"
    assert deed(visitor("fr"), line("person_removed", "person/Zoë")) == "A supprimé le compte «\u00a0Zoë\u00a0»"
    assert (
        deed(visitor(), line("role_given", "person/bea", after={"role": "lead"})) == "Gave “bea” the role Lead as well"
    )
    assert deed(visitor(), line("moved_house", "house/1")) == "moved_house: 1"


def test_what_changed_is_told_and_what_stayed_is_not():
    before = {"name": "Ann", "role": "viewer", "email": "", "disabled": False}
    after = {"name": "Ann", "role": "lead", "email": "ann@example.org", "disabled": False}
    assert changes(visitor(), line("person_changed", "person/Ann", before, after)) == [
        Changed("Role", "Viewer", "Lead"), Changed("E-mail", "nothing", "ann@example.org"),
    ]  # fmt: skip
    assert changes(visitor(), line("hosts_allowed", "hosts/allowed", ["a", "b"], ["b"])) == [
        Changed("Value", "a, b", "b")
    ]
    assert changes(visitor(), line("password_set", "person/Ann")) == []
