"""An expression: typed, checked with the draft, with the fields and functions at hand to put in."""

from collections.abc import Callable

from nicegui import ui

from editor.forms.inputs.typed import typed_box
from editor.forms.offers import fields
from editor.forms.spot import Spot
from runtime.schema import parse_path

FUNCTIONS = (
    "CASE WHEN a > 0 THEN 'x' ELSE 'y' END", "COALESCE(a, b)", "CAST(a AS BIGINT)", "CAST(a AS VARCHAR)", "ROUND(a, 2)",
    "ABS(a)", "UPPER(a)", "LOWER(a)", "TRIM(a)", "LENGTH(a)", "LEFT(a, 3)", "RIGHT(a, 3)", "SUBSTR(a, 1, 3)",
    "REPLACE(a, 'x', 'y')", "CONCAT(a, ' ', b)", "a LIKE 'x%'", "a IN (1, 2)", "a IS NULL", "STRPTIME(a, '%d/%m/%Y')",
)  # fmt: skip
"""What expressions can do, as one would write it; shown beside the fields."""


def draw_expression(spot: Spot) -> None:
    words = spot.form.words
    with ui.element("div").classes("expression"):
        box = typed_box(
            spot, read=lambda text: text or (None if spot.asked.optional else ""), write=lambda value: str(value or ""),
            mono=True, placeholder="price * quantity",
        )  # fmt: skip

        def put_in(text: str) -> None:
            now = str(spot.value or "")
            spot.put(f"{now} {text}".strip())
            box.show(f"{now} {text}".strip())
            box.focus()

        opener = ui.element("button").classes("line-tool").props('type="button" aria-haspopup="menu"')
        opener.props["aria-label"] = words.say("forms.insert")
        opener.props["data-testid"] = f"{spot.test_id}-insert"
        with opener:
            ui.icon("sym_o_add_box").props('aria-hidden="true"')
            with ui.menu().props('max-height="320px"') as menu:
                menu.on("before-show", lambda: _fill(menu, spot, put_in), args=[])


def _fill(menu: ui.menu, spot: Spot, put_in: Callable[[str], None]) -> None:
    """The menu's entries, made when it is opened: the fields as they are now."""
    words = spot.form.words
    menu.clear()
    with menu:
        for title, entries in (
            ("forms.fields", [quoted(offer.value) for offer in fields(spot.schema())]),
            ("forms.functions", FUNCTIONS),
        ):
            ui.label(words.say(title)).classes("menu-title")
            for entry in entries:
                ui.menu_item(entry, on_click=lambda entry=entry: put_in(entry)).classes("mono")


def quoted(path: str) -> str:
    """The path as an expression writes it: names that are no plain words stand in quotes."""
    return ".".join(one if one.isidentifier() else '"' + one.replace('"', '""') + '"' for one in parse_path(path))
