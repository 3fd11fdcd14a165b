"""PDF from pages and texts: every alphabet of Europe is in the fonts."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from runtime.services.templates.asking import picture

WORDS = "Zażółć gęślą jaźń · Привет · Ελλάδα · €"


@pytest.mark.parametrize(
    ("kind", "source"), [("html", f"<h1 style='font-family: Arial'>{WORDS}</h1>"), ("text", WORDS)]
)
def test_letters_of_europe_are_printed(fill, kind, source):
    [page] = PdfReader(BytesIO(fill(source, kind=kind, target="pdf"))).pages
    assert WORDS in page.extract_text()
    assert {str(font["/BaseFont"])[8:18] for font in page["/Resources"]["/Font"].get_object().values()
            if "DejaVu" in str(font["/BaseFont"])} == {"DejaVuSans"}  # fmt: skip


def test_a_page_can_be_looked_at(fill):
    printed = fill("<p>one</p><pdf:nextpage><p>two</p>", target="pdf")
    pages, content = picture(printed, 1)
    assert (pages, content[:4]) == (2, b"\x89PNG")


def test_a_page_shows_its_own_pictures(fill):
    """A dot of one pixel, in the page itself and in the PDF."""
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs="
    page = '<img src="logo.gif" style="height: 2cm"><p src=\'other.gif\'>'
    assert fill(page, pictures={"logo.gif": dot}).decode() == page.replace("logo.gif", dot)
    [printed] = PdfReader(BytesIO(fill('<img src="logo.gif">', target="pdf", pictures={"logo.gif": dot}))).pages
    assert len(printed.images) == 1
