"""Templates: every saved state stays, a stale save is refused, a sandbox is a world of its own."""

import pytest

from storage.errors import NotFound, Stale
from storage.template import Template
from storage.templates import Templates, open_templates


@pytest.fixture
def database(tmp_path):
    opened = open_templates(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def templates(database):
    return Templates(database)


def test_every_revision_can_be_read_again(templates):
    first = templates.save(Template(name="Invoice", text="{{ a }}", sample={"a": 1}, note="kept"), "ana")
    renamed = first.model_copy(update={"name": "Bill", "text": "{{ b }}"})
    templates.save(renamed, "bo")
    assert [(one.id, one.revision, one.author) for one in templates.history("invoice")] == [
        ("invoice", 2, "bo"), ("invoice", 1, "ana"),
    ]  # fmt: skip
    assert (templates.get("invoice").text, templates.get("invoice", 1).text) == ("{{ b }}", "{{ a }}")
    assert templates.get("invoice").model_extra == {"note": "kept"}


def test_a_stale_save_is_refused_with_who_was_quicker(templates):
    first = templates.save(Template(name="Letter"), "ana")
    templates.save(first, "bo", revision=1)
    with pytest.raises(Stale) as wrong:
        templates.save(first, "ana", revision=1)
    assert (wrong.value.parameters["author"], wrong.value.parameters["current"]) == ("bo", "2")


def test_what_was_deleted_can_come_back(templates):
    templates.save(Template(name="Letter", text="x"), "ana")
    templates.delete("letter", "ana")
    assert templates.list() == []
    for asked in (lambda: templates.get("letter"), lambda: templates.delete("letter", "ana")):
        with pytest.raises(NotFound):
            asked()
    assert templates.save(Template(name="Letter"), "bo").id == "letter_2"
    assert templates.undelete("letter", "ana").text == "x"


def test_lists_are_by_name_and_by_sandbox(database, templates):
    for name in ("b", "A"):
        templates.save(Template(name=name), "ana")
    stamp = templates.stamp()
    other = Templates(database, "test")
    other.save(Template(name="c"), "ana")
    assert templates.stamp() != stamp
    assert ([one.name for one in templates.list()], [one.name for one in other.list()]) == (["A", "b"], ["c"])
