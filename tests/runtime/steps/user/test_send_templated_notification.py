"""A template is filled for each recipient; a document goes with the message, and a dry run tells what is wrong."""

import pytest

from runtime.check import check
from runtime.known import Known
from runtime.problems import Problems
from runtime.services.templates.catalog import TemplateCatalog
from storage.template import Template
from storage.templates import Templates, open_templates
from tests.runtime.steps.user.post import Post, post

ORDER = [{"number": 7, "mail": "dan@example.com", "code": "sealed:" + "x" * 32}]
MAIL = {"channel": "smtp", "connector": "post", "recipients": [{"role": "lead"}, {"field": "mail"}]}
TEMPLATES = (
    Template(name="Page", kind="html", text="<p>Dear {{ recipient.name }}, order {{ number }}</p>",
             fields=["number", "recipient.name"]),
    Template(name="Text", kind="text", text="Code {{ code }}, {{ note }}", fields=["code", "note"]),
)  # fmt: skip


@pytest.fixture
def told(stage, tmp_path):
    database = open_templates(tmp_path)
    stage.templates = Templates(database)
    for template in TEMPLATES:
        stage.templates.save(template, "ann")
    stage.catalogs["template"] = TemplateCatalog(stage.templates)
    with post(stage, tmp_path) as opened:
        yield opened
    database.close()


def send(stage, template: str, items=ORDER, **more):
    settings = {"subject": "Order {number}", "template": template, **MAIL, **more.pop("settings", {})}
    return stage.play("send_templated_notification", settings, items, **more).items()


def test_each_recipient_gets_words_of_their_own(stage, told: Post):
    made = send(stage, "page")
    assert [(one.recipient, one.content["html"]) for one in told.mails] == [
        ("ann@example.com", "<p>Dear Ann, order 7</p>"),
        ("bob@example.com", "<p>Dear Bob, order 7</p>"),
        ("dan@example.com", "<p>Dear , order 7</p>"),
    ]
    assert made[0]["notification"] == {"channel": "smtp", "count": 3}


@pytest.mark.parametrize("dry", [False, True])
def test_the_words_beside_a_document_may_name_the_recipient_and_the_subject_may_not(stage, told: Post, dry: bool):
    beside = {"body": "Dear {recipient.name}", "mapping": [{"to": "note", "value": "soon"}]}
    assert send(stage, "text", settings=beside, dry=dry)
    with pytest.raises(Problems) as wrong:
        send(stage, "text", settings={**beside, "subject": "For {recipient.name}"}, dry=dry)
    assert [(one.code, one.setting) for one in wrong.value.problems] == [("text_field_unknown", "subject")]


def test_a_text_keeps_sealed_values_for_the_one_who_reads_it(stage, told: Post):
    send(stage, "text", settings={"mapping": [{"to": "note", "value": "soon"}], "recipients": [{"field": "mail"}]})
    assert told.mails[0].content["text"] == f"Code {ORDER[0]['code']}, soon"


def test_a_document_goes_with_the_message_and_shows_no_sealed_value(stage, told: Post):
    pytest.importorskip("xhtml2pdf")
    from pypdf import PdfReader

    settings = {"render_type": "pdf", "file_name": "letter_{number}", "body": "See inside, {number}.",
                "mapping": [{"to": "note", "value": "soon"}], "recipients": [{"user": "Ann"}]}  # fmt: skip
    send(stage, "text", settings=settings)
    (mail,) = told.mails
    (document,) = mail.content["attachments"]
    assert (mail.content["text"], document["name"]) == ("See inside, 7.", "letter_7.pdf")
    words = PdfReader(stage.files.path(document["file"])).pages[0].extract_text()
    assert ("soon" in words, "sealed" in words) == (True, False)


def test_under_the_bell_a_page_is_told_in_its_words(stage, told: Post):
    send(stage, "page", settings={"channel": "in_app", "recipients": [{"user": "Cleo"}]})
    assert [one.body for one in told.told("Cleo")] == ["Dear Cleo, order 7"]


def test_a_dry_run_tells_what_is_wrong_with_the_template(stage, told: Post):
    send(stage, "page", dry=True)
    assert (stage.events[-1].parameters["count"], told.mails) == (3, [])
    with pytest.raises(Problems) as wrong:
        send(stage, "text", dry=True)
    assert [one.parameters["field"] for one in wrong.value.problems] == ["note"]


def test_the_edition_that_a_run_began_with_stays(stage, told: Post):
    send(stage, "page", settings={"recipients": [{"user": "Ann"}]})
    changed = stage.templates.get("page").model_copy(update={"text": "<p>New</p>"})
    stage.templates.save(changed, "ann")
    stage.done.pop("0")
    send(stage, "page", settings={"recipients": [{"user": "Bob"}]})
    assert told.mails[-1].content["html"] == "<p>Dear Bob, order 7</p>"


def test_the_card_says_what_is_wrong_with_the_template(stage, told: Post):
    def found(**settings) -> list[tuple[str, str | None]]:
        told = {"subject": "Hi", "recipients": [{"role": "lead"}], **settings}
        step = {"id": "tell", "type": "send_templated_notification", "settings": told}
        start = {"id": "in", "type": "get_action_model", "settings": {"fields": [{"name": "number"}]}}
        document = {"name": "F", "phases": [{"id": "p", "name": "P", "steps": [start, step]}]}
        return [(one.code, one.setting) for one in check(document, known=Known(stage.catalogs)).errors]

    assert found(template="page") == []
    assert ("template_target_unfit", "render_type") in found(template="page", render_type="docx")
    assert found(template="text") == [("template_field_unfilled", "mapping")] * 2
    assert found(template="text", missing="empty") == []
