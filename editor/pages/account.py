"""The own account: password, second factor, where it is signed in, tokens, and who tried to come in."""

from fastapi import Request
from nicegui import ui
from nicegui.element import Element

from editor.account.password import PasswordPart
from editor.account.second_factor import SecondFactorPart
from editor.account.sessions import SessionsPart
from editor.account.sign_ins import SignInsPart
from editor.account.tokens import TokensPart
from editor.controls import text
from editor.theme import asset, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation


def page(installation: Installation, visitor: Visitor, request: Request) -> None:
    ui.add_head_html(f'<link rel="stylesheet" href="{asset("account.css")}">')
    session = request.scope["etapes.session"]
    with frame(visitor, "account", lambda: visitor.say("account.title")), Element("div").classes("account-page"):
        told(visitor, lambda: _who(visitor))
        for kind in (PasswordPart, SecondFactorPart, SessionsPart, TokensPart, SignInsPart):
            part = kind(visitor, installation.people, session)
            part.again = told(visitor, part.draw).refresh


def _who(visitor: Visitor) -> None:
    person = visitor.person
    whole = person.full_name or " ".join(name for name in (person.first_name, person.last_name) if name)
    words = [person.name, whole, person.email, visitor.say(f"frame.roles.{person.role}")]
    text("p", " · ".join(word for word in words if word)).classes("quiet").props('data-testid="account-who"')
