"""Word documents keep their shape; rows of tables are repeated, headers filled."""

from io import BytesIO

from docx import Document

from runtime.services.templates.asking import look, outline


def test_a_letter_is_filled(fill, office):
    rows = (("{%tr for line in lines %}", ""), ("{{ line.name }}", "{{ line.price }}"), ("{%tr endfor %}", ""))
    file = office.letter("Dear {{ customer.name }},", header="No {{ number }}", rows=rows)
    values = {
        "customer": {"name": "A <b> & ß"},
        "number": 7,
        "lines": [{"name": "x", "price": 1.0}, {"name": "y", "price": 2.5}],
    }
    made = Document(BytesIO(fill(file, values, "docx")))
    assert [paragraph.text for paragraph in made.paragraphs] == ["Dear A <b> & ß,"]
    assert made.sections[0].header.paragraphs[0].text == "No 7"
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["x", "1"], ["y", "2.5"]]
    assert look("docx", file) == ["customer.name", "lines[].name", "lines[].price", "number"]


def test_what_is_missing_is_named(refused, office):
    found = refused(office.letter("Dear {{ nobody }}"), kind="docx")
    assert (found.code, found.parameters["field"]) == ("template_field_missing", "nobody")
    found = refused(office.letter("Dear", "Sincerely {{ me"), kind="docx")
    assert (found.code, "Sincerely" in found.parameters["place"]) == ("template_syntax_place", True)


def test_its_words_can_be_looked_at(office):
    assert outline("docx", office.letter("Dear <you>", rows=(("a", "b"),))) == (
        "<p>Dear &lt;you&gt;</p><table><tr><td>a</td><td>b</td></tr></table>"
    )
