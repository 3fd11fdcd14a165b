"""The corner that all pages share: language, light or dark, and the account."""

from collections.abc import Callable
from json import dumps

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, tool
from editor.visitor import Visitor

LOST = ("lost", "reconnecting", "too_long", "too_long_why")
"""What the page says by itself when the line breaks."""


def switches(visitor: Visitor, title: Callable[[], str]) -> None:
    """Language and theme; neither reloads the page, so nothing typed is lost."""

    def speak() -> None:
        visitor.speak("fr" if visitor.language == "en" else "en")
        full = dumps(f"{title()} · Étapes")
        lost = dumps([visitor.say(f"frame.{key}") for key in LOST])
        ui.run_javascript(f"etapes.setLanguage({dumps(visitor.language)}, {full}, {lost})")

    async def paint() -> None:
        now = await ui.run_javascript("etapes.theme()")
        visitor.paint("light" if now == "dark" else "dark")
        dark.set_value(visitor.theme == "dark")
        ui.run_javascript(f"etapes.setTheme({dumps(visitor.theme)})")

    dark = ui.dark_mode({"dark": True, "light": False}.get(visitor.theme))
    tool(visitor.say("frame.language"), speak, icon="language").props('data-testid="language"')
    tool(visitor.say("frame.theme"), paint, icon="dark_mode").props('data-testid="theme"')


def account_menu(visitor: Visitor) -> None:
    """Who is signed in, and the way out: a plain form, so that it works however the page is."""
    name = visitor.person.name
    face = Element("button").classes("face").props('type="button" data-testid="account"')
    face.props["aria-label"] = visitor.say("frame.account", name=name)
    face._text = name[:2].upper()
    with face, ui.menu().props("anchor='bottom right' self='bottom left'"), Element("div").classes("account"):
        ui.label(name).classes("name cut")
        ui.label(visitor.say(f"frame.roles.{visitor.person.role}")).classes("small quiet")
        with Element("form").props('method="post" action="/logout"'):
            button(visitor.say("frame.logout"), icon="logout").props('type="submit" data-testid="logout"')
