"""Templates over REST: written with care, brought as documents, kept while something works with them."""

from io import BytesIO

import pytest

LETTER = {"name": "Letter", "kind": "html", "text": "<p>Dear {{ customer.name }}</p>"}


@pytest.fixture
def letter(api):
    made = api.put("/templates/letter", json=LETTER)
    assert made.status_code == 201, made.text
    return made.json()


def word(text: str) -> bytes:
    docx = pytest.importorskip("docx")
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_a_template_is_made_read_and_listed_with_the_fields_that_it_asks_for(api, letter):
    assert (letter["id"], letter["fields"], letter["language"]) == ("letter", ["customer.name"], "en")
    found = api.get("/templates/letter")
    assert (found.json(), found.headers["etag"]) == (letter, letter["etag"])
    assert api.get("/templates").json() == {"items": [letter], "next": None}


def test_what_was_read_may_be_written_back_for_the_state_that_was_read(api, letter):
    letter["text"] += "{{ total }}"
    assert api.put("/templates/letter", json=letter).status_code == 428
    changed = api.put("/templates/letter", json=letter, headers={"if-match": letter["etag"]})
    assert (changed.status_code, changed.json()["fields"]) == (200, ["customer.name", "total"])
    late = api.put("/templates/letter", json=letter, headers={"if-match": letter["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert "some-lead" in late.json()["detail"]
    assert api.put("/templates/letter", json=letter, headers={"if-match": "*"}).status_code == 200


def test_everything_wrong_with_a_template_is_said_at_once(api, letter):
    refused = api.put("/templates/other", json={"name": " ", "kind": "word", "colour": "red"}).json()
    assert {one["setting"] for one in refused["errors"]} == {"name", "kind", "colour"}
    broken = api.put("/templates/other", json=LETTER | {"text": "{{ name"})
    assert (broken.status_code, broken.json()["errors"][0]["setting"]) == (400, "template")
    assert api.put("/templates/No Id", json=LETTER).json()["code"] == "template_id_malformed"
    assert api.put("/templates/other", json=LETTER | {"pictures": {"logo.png": "none"}}).status_code == 404


def test_a_written_document_comes_down_and_goes_up_again(api, letter):
    down = api.get("/templates/letter/document")
    assert (down.text, down.headers["content-disposition"]) == (LETTER["text"], 'attachment; filename="Letter.html"')
    place, newest = "/templates/letter/document", {"if-match": letter["etag"]}
    assert api.put(f"{place}?name=new.html", content=b"<p>{{ city }}</p>").status_code == 428
    up = api.put(f"{place}?name=new.html", content=b"<p>{{ city }}</p>", headers=newest)
    assert (up.status_code, up.json()["name"], up.json()["fields"]) == (200, "Letter", ["city"])


def test_a_word_document_becomes_a_template_whose_other_parts_are_written_later(api):
    content = word("Dear {{ name }}")
    assert api.put("/templates/offer", json={"name": "Offer", "kind": "docx"}).status_code == 400
    made = api.put("/templates/offer/document?name=Offer 2026.docx", content=content)
    assert (made.status_code, made.json()["name"], made.json()["fields"]) == (201, "Offer 2026", ["name"])
    assert api.get("/templates/offer/document").content == content
    body = {"name": "Offer", "kind": "docx", "sample": {"name": "Ada"}}
    named = api.put("/templates/offer", json=body, headers={"if-match": made.json()["etag"]}).json()
    assert (named["name"], named["file"], named["fields"]) == ("Offer", made.json()["file"], ["name"])


@pytest.mark.parametrize(("name", "code"), [
    ("letter.txt", "template_other_kind"), ("letter.pdf", "template_kind_unknown"), ("letter.docx", "problems_found"),
    (" ", "file_name_missing"),
])  # fmt: skip
def test_what_is_no_document_for_the_template_is_refused(api, letter, name, code):
    refused = api.put("/templates/letter/document", params={"name": name}, content=b"x", headers={"if-match": "*"})
    said = refused.json()
    assert refused.status_code == 400
    assert code in {said["code"], *(one["code"] for one in said.get("errors", []))}
    assert api.get("/templates/letter").json() == letter


def test_a_template_that_a_flow_fills_is_deleted_only_on_purpose(api, letter):
    given = {"id": "given", "type": "get_action_model", "name": "Given", "settings": {
        "fields": [{"name": "customer", "type": "object"}]}}  # fmt: skip
    fill = {"id": "fill", "type": "render_template", "name": "Fill", "settings": {
        "source": "given", "template": "letter"}}  # fmt: skip
    flow = {"name": "Letters", "phases": [{"id": "a", "name": "A", "steps": [given, fill]}]}
    published = api.post("/flows", json=flow)
    assert published.status_code == 201, published.text
    stale = api.delete("/templates/letter", headers={"if-match": '"9"'})
    refused = api.delete("/templates/letter")
    assert (stale.status_code, refused.status_code) == (412, 409)
    assert "Letters" in refused.json()["detail"]
    assert api.delete("/templates/letter?force=true").status_code == 204
    assert api.get("/templates/letter").status_code == 404
    again = api.put("/templates/letter", json=LETTER)
    assert (again.status_code, again.json()["revision"]) == (201, 3)


def test_writing_needs_its_right(client):
    operator = client(role="operator")
    assert operator.put("/templates/letter", json=LETTER).status_code == 403
    assert client(role="designer").put("/templates/letter", json=LETTER).status_code == 201
    assert operator.delete("/templates/letter").status_code == 403
    assert client(role="viewer").get("/templates/letter/document").status_code == 200
