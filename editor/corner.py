"""The corner that all pages share: language, light or dark, and the account."""

from collections.abc import Callable
from json import dumps

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, tool
from editor.visitor import Visitor

LOST = ("lost", "reconnecting", "too_long", "too_long_why")
"""What the page says by itself when the line breaks, or when something does not fit through it."""


def switches(visitor: Visitor, title: Callable[[], str]) -> None:
    """Language and theme; neither reloads the page, so nothing typed is lost."""

    def speak() -> None:
        visitor.speak("fr" if visitor.language == "en" else "en")
        full = dumps(f"{title()} · Étapes")
        ui.run_javascript(f"etapes.setLanguage({dumps(visitor.language)}, {full})")

    async def paint() -> None:
        now = await ui.run_javascript("etapes.theme()")
        visitor.paint("light" if now == "dark" else "dark")
        ui.run_javascript(f"etapes.setTheme({dumps(visitor.theme)})")

    ui.run_javascript(f"etapes.setWords({dumps([visitor.say(f'frame.{key}') for key in LOST])})")
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
        with Element("a").classes("line own").props('href="/account" data-testid="own-account"'):
            icon("account_circle")
            ui.label(visitor.say("frame.own_account"))
        with Element("form").props('method="post" action="/logout"'):
            button(visitor.say("frame.logout"), icon="logout").props('type="submit" data-testid="logout"')
