"""Pages to PDF, in fonts that know nearly every alphabet; nothing is fetched from anywhere."""

import logging
from io import BytesIO
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from xhtml2pdf import default, pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from runtime.services.templates.confined import NotInside

FONTS = Path(__file__).parent / "fonts"
_FACES = {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}
"""Files by (bold, italic)."""
_NOTHING = ResourceAccessPolicy(allow_remote=False, base_dir=None, max_depth=200, max_image_pixels=50_000_000)
_PAGE = "@page { size: a4; margin: 2cm } body { font-size: 10pt; line-height: 1.4 }"


def printed(page: str) -> bytes:
    """The page as PDF; `NotInside` where it asks for anything that it does not hold itself."""
    _fonts()
    made = BytesIO()
    pisa.CreatePDF(
        page, dest=made, encoding="utf-8", link_callback=_only_inside, resource_policy=_NOTHING,
        default_css=default.DEFAULT_CSS + _PAGE,
    )  # fmt: skip
    return made.getvalue()


def _only_inside(address: str, _: str | None) -> str:
    if not address.startswith("data:"):
        raise NotInside(address[:200])
    return address


def _fonts() -> None:
    """Every family is ours: the fonts that each PDF reader brings know neither Polish nor Cyrillic."""
    logging.getLogger("xhtml2pdf").setLevel(logging.CRITICAL)
    if "dejavusans" in default.DEFAULT_FONT:
        return
    for (bold, italic), ending in _FACES.items():
        face = f"DejaVuSans{ending}"
        registerFont(TTFont(face, str(FONTS / f"{face}.ttf")))
        addMapping("dejavusans", bold, italic, face)
    for family in [*default.DEFAULT_FONT, "dejavusans"]:
        if family not in {"symbol", "zapfdingbats", "zapf-dingbats"}:
            default.DEFAULT_FONT[family] = "dejavusans"
