"""Whatever storage refuses, a person can read why."""

import ast
from pathlib import Path

import pytest

import storage
from editor.i18n import LANGUAGES, sentences
from storage.errors import NotFound, StorageError, TooManyAttempts

ERRORS = {"Conflict", "Refused", "StorageError", "Damaged", "UnreadableDocument", "cls"}


def codes():
    """Every code that storage names where it raises, and every class's own."""
    for file in Path(storage.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in ERRORS and isinstance(first, ast.Constant):
                    yield first.value
                if node.func.id == "NotFound" and isinstance(first, ast.Constant):
                    yield f"{first.value}_not_found"
    yield from (kind.code for kind in StorageError.__subclasses__())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence(language):
    known = sentences(language)
    assert len(set(codes())) > 25
    assert [code for code in sorted(set(codes())) if f"problems.{code}" not in known] == []


def test_an_error_carries_what_its_sentence_needs():
    assert (NotFound("flow", "x").code, NotFound("flow", "x").parameters) == ("flow_not_found", {"id": "x"})
    assert TooManyAttempts(8).parameters == {"seconds": 8, "count": 8}
