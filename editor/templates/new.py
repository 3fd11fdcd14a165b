"""The sheet that begins a template: written here, or made in an office program."""

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import events, ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.templates.deeds import Deeds
from editor.templates.documents import BIGGEST, ENDINGS
from runtime.problems import problem


def ask_new(deeds: Deeds) -> None:
    """Which kind it is to be."""
    say = deeds.visitor.say

    async def begin(kind: str) -> None:
        await deeds.new(kind, name.value)

    with ui.dialog().props(f'aria-label="{say("templates.new_title")}"') as sheet, ui.card().classes("new-template"):
        text("h2", say("templates.new_title"))
        name = ui.input(say("templates.name")).props('autofocus maxlength=120 data-testid="template-new-name"')
        with Element("div").classes("new-kinds"):
            for kind, sign in (("html", "html"), ("text", "notes")):
                _choice(kind, sign, say(f"templates.new.{kind}"), say(f"templates.new.{kind}_hint"),
                        partial(begin, kind))  # fmt: skip
            _upload(deeds, lambda: name.value)
        with Element("div").classes("sheet-deeds"):
            button(say("frame.cancel"), sheet.close)
    sheet.on("hide", sheet.delete)
    sheet.open()


def _choice(kind: str, sign: str, name: str, hint: str, make: Callable[[], Any]) -> None:
    with _card(f"template-new-{kind}") as card:
        icon(sign)
        text("strong", name)
        text("span", hint).classes("small quiet")
    card.on("click", make, args=[])


def _upload(deeds: Deeds, name: Callable[[], str]) -> None:
    say = deeds.visitor.say

    async def receive(event: events.UploadEventArguments) -> None:
        await deeds.upload(event.file.name, await event.file.read(), name())

    uploader = upload_box(receive, ",".join(f".{ending}" for ending in ENDINGS))
    with _card("template-new-upload") as card:
        icon("upload_file")
        text("strong", say("templates.new.upload"))
        text("span", say("templates.new.upload_hint")).classes("small quiet")
    card.on("click", js_handler=f"() => getHtmlElement({uploader.id}).querySelector('input[type=file]').click()")


def upload_box(
    receive: Callable[[events.UploadEventArguments], Any], accept: str, test_id: str = "template-upload"
) -> ui.upload:
    """The unseen input behind a button that asks for a file."""
    uploader = ui.upload(on_upload=receive, auto_upload=True, max_file_size=BIGGEST, on_rejected=_too_big)
    uploader.classes("unseen").props(f'accept="{accept}" inert data-testid="{test_id}"')
    return uploader


def _too_big() -> None:
    raise problem("template_file_too_big", megabytes=BIGGEST // 2**20)


def _card(test_id: str) -> Element:
    return Element("button").classes("new-kind").props(f'type="button" data-testid="{test_id}"')
