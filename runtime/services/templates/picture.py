"""A page of a PDF as a picture, for people to look at."""

from io import BytesIO

import pypdfium2

_SCALE = 1.5
"""Pixels per point: 108 to the inch."""
_WIDEST = 2000


def picture(pdf: bytes, page: int) -> tuple[int, bytes]:
    """How many pages there are, and one of them (counted from 0) as PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        shown = document[min(page, pages - 1)]
        scale = min(_SCALE, _WIDEST / max(shown.get_size()))
        made = BytesIO()
        shown.render(scale=scale).to_pil().save(made, "PNG")
        return pages, made.getvalue()
