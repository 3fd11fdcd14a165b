"""A link that was made for somebody: shown once, copied, or sent by mail."""

import asyncio
from json import dumps
from uuid import uuid4

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text, toast
from editor.i18n import translate
from editor.people.desk import Desk
from editor.people.links import MadeLink, link_for
from editor.people.register import full
from runtime.problems import problem
from storage.links import LIFETIMES
from storage.mails import Mail
from storage.person import Person


async def hand_over(desk: Desk, person: Person) -> None:
    """Make the link, and show it."""
    link = await desk.invite(link_for, desk.installation, person, desk.author, desk.origin)
    servers = await asyncio.to_thread(_servers, desk) if person.email else {}
    _show(desk, person, link, servers)


def _show(desk: Desk, person: Person, link: MadeLink, servers: dict[str, str]) -> None:
    title = desk.word(f"link.{link.kind}", name=person.name)
    with ui.context.client.layout, ui.dialog() as sheet, ui.card().props('data-testid="link-sheet"'):
        sheet.props["aria-label"] = title
        sheet.on("hide", sheet.delete)
        text("h2", title)
        text("p", desk.word("link.means", time=desk.visitor.minute(link.ends)))
        text("p", link.address).classes("mono link-address").props('data-testid="link-address" tabindex="0"')
        if person.email and not servers:
            text("p", desk.word("link.no_server")).classes("quiet small")
        with Element("div").classes("sheet-deeds"):
            for connector, name in servers.items():
                send = button(desk.word("link.send", address=person.email, server=name), icon="outgoing_mail")
                send.on_click(lambda connector=connector: _send(desk, person, link, connector, sheet))
                send.props('data-once data-testid="link-send"')
            copy = button(desk.word("link.copy"), icon="content_copy")
            copy.on("click", js_handler=f"() => navigator.clipboard?.writeText({dumps(link.address)})")
            button(desk.visitor.say("frame.close"), sheet.close, kind="go").props('data-testid="link-close"')
    sheet.open()


def _servers(desk: Desk) -> dict[str, str]:
    """The mail servers that this sandbox knows."""
    return {one.id: one.name for one in desk.installation.connectors().list() if one.kind == "smtp"}


async def _send(desk: Desk, person: Person, link: MadeLink, connector: str, sheet: ui.dialog) -> None:
    if not (desk.administers or desk.visitor.may("invite")):
        raise problem("not_allowed")
    await asyncio.to_thread(_post, desk, person, link, connector)
    sheet.close()
    toast(desk.word("link.sent", address=person.email))


def _post(desk: Desk, person: Person, link: MadeLink, connector: str) -> None:
    """The link travels sealed: neither the queue nor its log can be used to come in."""
    language = person.language or desk.visitor.language
    sealed = desk.installation.vault.seal(link.address, LIFETIMES[link.kind])
    told = {"name": full(person) or person.name, "account": person.name, "author": desk.author, "link": sealed}
    subject, words = (translate(f"people.mail.{link.kind}.{key}", language, **told) for key in ("subject", "text"))
    mail = Mail(key=uuid4().hex, connector=connector, recipient=person.email, subject=subject, content={"text": words},
                name=full(person), sandbox=desk.installation.sandbox, user=desk.visitor.person.id)  # fmt: skip
    desk.installation.mails.post([mail])
