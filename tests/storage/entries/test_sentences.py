"""Whatever is wrong with an entry or a design, a person can read why."""

import ast
from pathlib import Path

import pytest

import storage.entries
from editor.i18n import LANGUAGES, sentences, translate
from storage.component import FIELD_TYPES, ComponentField
from storage.entries import Operation, Unfit
from tests.storage.entries.conftest import component

NAMING = {"Fault", "wrong", "_wrong", "_fault", "Misfit", "StorageError"}


def codes() -> set[str]:
    """Every code that the rooms of entries name."""
    found = {f"entry_no_{kind}" for kind in FIELD_TYPES}
    for file in Path(storage.entries.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                found |= {node.args[0].value} if called in NAMING else set()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_its_sentence(language):
    known = sentences(language)
    assert len(codes()) > 35
    assert [code for code in sorted(codes()) if f"problems.{code}" not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_gets_all_that_it_needs(entries, language):
    fields = [ComponentField(id=kind, name=kind, type=kind, catalog="thing") for kind in FIELD_TYPES]
    entries.define(component(*fields, ComponentField(id="key", name="key", primary_key=True)), "ann")
    bad = [Operation("thing", "create", None, {kind: object(), "key": "x" * 501}) for kind in FIELD_TYPES]
    bad += [Operation("thing", "create", None, {"key": "a"})] * 2 + [
        Operation("thing", "update", 5),
        Operation("thing", "update"),
    ]
    bad += [
        Operation("thing", "create", None, {"catalog": 5, "integer": 2**63, "number": 2**53 + 1, "size": 1, "id": 1})
    ]
    with pytest.raises(Unfit) as refused:
        entries.write(bad, "ann")
    told = [translate(f"problems.{fault.code}", language, **fault.parameters) for fault in refused.value.faults]
    assert len({fault.code for fault in refused.value.faults}) == 19
    assert [sentence for sentence in told if "{" in sentence] == []
