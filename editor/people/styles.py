"""The style sheets of the pages People and Audit."""

from nicegui import ui

from editor.theme import asset


def styles() -> None:
    """Once per page."""
    sheets = "".join(
        f'<link rel="stylesheet" href="{asset(name)}">' for name in ("forms.css", "data.css", "people.css")
    )
    ui.add_head_html(f'{sheets}<script src="{asset("forms.js")}"></script>')
