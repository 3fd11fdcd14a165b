"""Documents from items: one each or one of all, named after them, made once, and told before they are made."""

import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from pypdf import PdfReader

from runtime.check import check
from runtime.installation import Installation
from runtime.known import Known
from runtime.problems import Problems
from runtime.services.templates.catalog import TemplateCatalog
from runtime.services.templates.libraries import NEEDED
from storage.template import Template
from storage.templates import Templates, open_templates

ITEMS = [{"number": 1, "name": "Ana"}, {"number": 2, "name": "Żółw"}]
CHILD = """
import os, signal, sys
from pathlib import Path
import orjson
from runtime.installation import Installation

installation = Installation(Path(sys.argv[1]))
known = installation.runs.list()
model = [{"n": n, "name": "x"} for n in range(20)]
run = known[0].id if known else installation.engine.start(
    None, document=orjson.loads(sys.argv[2]), user="ann", model=model)
made = 0
for _, event in installation.engine.follow(run):
    made += event["type"] == "file_made"
    if made == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
"""
LETTER = Template(name="Letter", kind="text", text="Dear {{ name }}", fields=["name"])


@pytest.fixture
def templates(stage, tmp_path):
    database = open_templates(tmp_path)
    stage.templates = Templates(database)
    stage.templates.save(LETTER, "ana")
    yield stage.templates
    database.close()


def texts(stage, model) -> dict[str, str]:
    return {info["name"]: stage.files.path(info["id"]).read_text("utf-8") for info in model.items()}


def test_a_document_for_each_item(stage, templates):
    settings = {"template": "letter", "file_name": "letter_{number}"}
    made = texts(stage, stage.play("render_template", settings, ITEMS))
    assert made == {"letter_1.txt": "Dear Ana", "letter_2.txt": "Dear Żółw"}
    assert [file.name for file in stage.made_files] == list(made)


def test_one_document_for_all_items(stage, templates):
    all_items = "{{ name }}: {% for one in items %}{{ one.name }} {% endfor %}"
    templates.save(Template(name="List", kind="text", text=all_items), "ana")
    settings = {"template": "list", "documents": "all", "file_name": "list of {name}"}
    assert texts(stage, stage.play("render_template", settings, ITEMS)) == {"list of Ana.txt": "Ana: Ana Żółw "}


def test_the_mapping_fills_fields_of_other_names(stage, templates):
    mapping = [{"to": "name", "expression": "upper(who)"}]
    made = stage.play("render_template", {"template": "letter", "mapping": mapping}, [{"who": "Ana"}])
    assert texts(stage, made) == {"document-1.txt": "Dear ANA"}


def test_html_becomes_a_pdf(stage, templates):
    templates.save(Template(name="Page", kind="html", text="<h1>{{ name }}</h1>"), "ana")
    infos = stage.play("render_template", {"template": "page"}, ITEMS).items()
    assert [(info["name"], info["mediaType"]) for info in infos][1] == ("document-2.pdf", "application/pdf")
    printed = PdfReader(BytesIO(stage.files.path(infos[1]["id"]).read_bytes()))
    assert printed.pages[0].extract_text().strip() == "Żółw"


def test_another_attempt_makes_nothing_twice_and_keeps_the_revision(stage, templates):
    settings = {"template": "letter"}
    first = stage.play("render_template", settings, ITEMS)
    del stage.done["1"]
    templates.save(templates.get("letter").model_copy(update={"text": "Changed"}), "bo")
    again = stage.play("render_template", settings, ITEMS)
    assert [info["id"] for info in again.items()] == [info["id"] for info in first.items()]
    assert (texts(stage, again)["document-2.txt"], len(stage.files.list())) == ("Dear Żółw", 2)


@pytest.mark.parametrize(("policy", "names"), [("skip_item", ["b-2.txt"]), ("continue", [None, "b-2.txt"])])
def test_an_item_that_cannot_be_filled(stage, templates, policy, names):
    templates.save(Template(name="Sum", kind="text", text="\n{{ 1 / n }}"), "ana")
    settings, items = {"template": "sum", "file_name": "b"}, [{"n": 0}, {"n": 1}]
    with pytest.raises(Problems) as wrong:
        stage.play("render_template", settings, items)
    [found] = wrong.value.problems
    assert (found.code, found.setting, found.line) == ("template_failed_line", "template", 2)
    assert (found.item["index"], found.parameters["name"]) == (0, "Sum")
    kept = stage.play("render_template", settings, items, advanced={"on_error": policy}).items()
    assert [info["name"] for info in kept] == names


def test_a_dry_run_fills_the_first_document_and_keeps_none(stage, templates):
    stage.play("render_template", {"template": "letter"}, ITEMS, dry=True)
    [said] = stage.events
    assert (said.code, said.parameters) == ("would_render", {"count": 2, "file_type": "text", "name": "document"})
    assert stage.files.list() == []
    with pytest.raises(Problems) as wrong:
        stage.play("render_template", {"template": "letter"}, [{"other": 1}], dry=True)
    assert wrong.value.problems[0].code == "template_field_missing_line"


def test_what_the_check_tells_before_a_run(templates):
    """A document that the template is not made for, a field that it does not have, one that nobody fills."""
    known = Known({"template": TemplateCatalog(templates)})

    def problems(settings):
        start = {"id": "in", "type": "get_action_model", "settings": {"fields": [{"name": "who", "type": "string"}]}}
        step = {"id": "out", "type": "render_template", "settings": {"template": "letter", **settings}}
        document = {"name": "F", "phases": [{"id": "p", "name": "P", "steps": [start, step]}]}
        return [(one.code, one.setting, one.parameters) for one in check(document, known=known).errors]

    [(code, setting, _)] = problems({"render_type": "docx"})
    assert (code, setting) == ("template_target_unfit", "render_type")
    assert problems({}) == [("template_field_unfilled", "mapping", {"field": "name"})]
    assert problems({"missing": "empty"}) == []
    line = {"to": "name", "from": "who"}
    assert problems({"mapping": [line]}) == []
    assert problems({"mapping": [line, line]})[0][:2] == ("template_field_twice", "mapping[1].to")
    assert problems({"mapping": [{"to": "nam", "from": "who"}]})[0][:2] == ("template_field_gone", "mapping[0].to")
    assert problems({"template": "leter"})[0][:2] == ("template_gone_near", "template")


def test_twenty_documents_are_made_once_across_kills(tmp_path: Path):
    """The process is killed in the middle, again and again; twenty files are left, each shown once."""
    steps = [
        {"id": "in", "type": "get_action_model", "settings": {}},
        {"id": "out", "type": "render_template", "settings": {"template": "letter", "file_name": "l{n}"}},
    ]
    document = {"name": "F", "phases": [{"id": "p", "name": "P", "steps": steps}]}
    with Installation(tmp_path) as installation:
        installation.templates().save(LETTER, "ana")
    for files in (3, 9):
        words = [sys.executable, "-c", CHILD, str(tmp_path), orjson.dumps(document).decode(), str(files)]
        assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    with Installation(tmp_path) as installation:
        run = installation.runs.list()[0].id
        seen = installation.engine.wait(run, 60)
        told = [event["file"] for _, event in installation.engine.events(run) if event["type"] == "file_made"]
        assert sorted(file["id"] for file in seen["files"]) == sorted(told)
        assert sorted(file.name for file in installation.files.list()) == sorted(f"l{n}.txt" for n in range(20))
        assert len(set(told)) == len(told) == 20


def test_without_its_library_a_document_is_refused_in_words(stage, templates, monkeypatch):
    monkeypatch.setitem(NEEDED, "pdf", ("a_library_that_is_not_there",))
    with pytest.raises(Problems) as wrong:
        stage.play("render_template", {"template": "letter", "render_type": "pdf"}, ITEMS)
    [found] = wrong.value.problems
    told = ("template_libraries_missing", "template", {"library": "a_library_that_is_not_there"})
    assert (found.code, found.setting, found.parameters) == told
