"""A template on its page: typed, looked at, saved, and never written over what somebody else saved."""

import asyncio
from base64 import b64decode
from datetime import UTC, datetime

import pytest

from editor.templates.desk import Desk
from editor.templates.documents import uploaded
from editor.visitor import Visitor
from runtime.problems import Problems
from storage.errors import Stale
from storage.people import Person
from storage.template import Template

DOT = b64decode("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=")


def visitor(role="designer"):
    return Visitor(Person("ana", role, False, None, "auto", datetime.now(UTC)))


@pytest.fixture
def desk(installation):
    made = installation.templates().save(Template(name="Letter", kind="text", text="Dear {{ name }}"), "bo")
    return Desk(installation, visitor(), made)


def test_what_is_typed_is_shown_with_sample_data_and_saved(desk):
    desk.write(text="Dear {{ name }}, {{ total | number(2) }}")
    shown = asyncio.run(desk.preview())
    assert (shown.target, shown.content.decode()) == ("text", "Dear Name, 12.00")
    assert desk.dirty
    assert asyncio.run(desk.save())
    saved = desk.installation.templates().get("letter")
    assert (saved.revision, saved.author, saved.fields, desk.dirty) == (2, "ana", ["name", "total"], False)


def test_a_pdf_is_shown_as_a_picture_of_its_page(desk):
    desk.target = "pdf"
    shown = asyncio.run(desk.preview())
    assert (shown.pages, shown.picture[:4], shown.content[:4]) == (1, b"\x89PNG", b"%PDF")


def test_what_cannot_be_read_is_not_saved_and_told_with_its_line(desk):
    desk.write(text="Dear\n{{ name")
    assert not asyncio.run(desk.save())
    assert isinstance(desk.wrong, Problems)
    assert desk.visitor.explain(desk.wrong).startswith("Line 2 of the template “Letter” cannot be read")
    assert desk.installation.templates().get("letter").revision == 1


def test_sample_data_must_be_json(desk):
    desk.write_sample('{"name": ')
    with pytest.raises(Problems) as wrong:
        asyncio.run(desk.preview())
    assert wrong.value.problems[0].code == "template_sample_not_json"
    desk.write_sample('{"name": "Zoé"}')
    assert asyncio.run(desk.preview()).content.decode() == "Dear Zoé"


def test_somebody_elses_words_are_not_overwritten_unseen(desk):
    desk.installation.templates().save(desk.saved.model_copy(update={"text": "Theirs"}), "cy")
    desk.write(text="Mine")
    assert not asyncio.run(desk.save())
    assert isinstance(desk.wrong, Stale)
    assert desk.wrong.parameters["author"] == "cy"
    assert asyncio.run(desk.save(over=True))
    assert desk.installation.templates().get("letter").text == "Mine"


def test_who_may_not_design_saves_nothing(desk):
    desk.visitor = visitor("operator")
    desk.write(text="Other")
    with pytest.raises(Problems) as wrong:
        asyncio.run(desk.save())
    assert wrong.value.problems[0].code == "not_allowed"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.pdf", b"", "template_kind_unknown"), ("a.docx", b"x", "template_unreadable"),
     ("a.txt", b"\xff\xfe", "template_not_utf8"), ("a.html", b"{{", "template_syntax_line")],
)  # fmt: skip
def test_files_that_are_no_template(installation, name, content, code):
    with pytest.raises(Problems) as wrong:
        uploaded(installation, "ana", name, content)
    assert (wrong.value.problems[0].code, wrong.value.problems[0].parameters["name"]) == (code, name)


def test_a_page_keeps_its_pictures(installation):
    made = installation.templates().save(Template(name="Page", kind="html", text="<img src='a-dot.gif'>"), "bo")
    desk = Desk(installation, visitor(), made)
    assert asyncio.run(desk.add_picture("a dot.gif", DOT)) == "a-dot.gif"
    desk.target = "html"
    assert b"src='data:image/gif;base64,R0lG" in asyncio.run(desk.preview()).content
    assert asyncio.run(desk.save())
    assert list(installation.templates().get("page").pictures) == ["a-dot.gif"]
    with pytest.raises(Problems) as wrong:
        asyncio.run(desk.add_picture("a.svg", b"<svg onload='x()'>"))
    assert wrong.value.problems[0].code == "template_no_picture"
