"""Files on their way from the browser into the store, in pieces, with a button that says so."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from nicegui import ui

from editor.controls import button
from editor.forms.under_way import UnderWay
from storage.errors import StorageError
from storage.files import FileInfo

if TYPE_CHECKING:
    from nicegui.elements.upload_files import FileUpload

    from editor.visitor import Visitor
    from runtime.installation import Installation


def upload_button(visitor: "Visitor", installation: "Installation", words: str, test_id: str,
                  stored: Callable[[FileInfo], Awaitable[None]], *,
                  busy: Callable[[bool], object] = lambda _: None) -> ui.button:  # fmt: skip
    """A button that asks for a file, stores it, and hands it to `stored`; what fails is told in words.

    `busy` is told True when a file sets out and False when it has arrived or failed.
    """

    async def receive(event: Any) -> None:
        try:
            info = await store(installation, event.file, visitor.person.name)
            await stored(info)
        except StorageError as wrong:
            with opener.client:
                ui.notify(visitor.explain(wrong), type="negative")
        finally:
            under_way.arrives()
            if not opener.is_deleted:
                uploader.reset()

    opener = button(words, icon="upload_file").classes("small")
    opener.props["data-testid"] = f"{test_id}-open"
    under_way = UnderWay(opener, busy)
    uploader = ui.upload(on_upload=receive, auto_upload=True)
    uploader.on("uploading", under_way.sets_out, args=[])
    uploader.on("failed", under_way.fails, args=[])
    uploader.classes("unseen").props("inert")
    uploader.props["data-testid"] = test_id
    opener.on("click", js_handler=f"() => getHtmlElement({uploader.id}).querySelector('input[type=file]').click()")
    return opener


async def store(installation: "Installation", upload: "FileUpload", creator: str) -> FileInfo:
    """The upload, written to the store piece by piece beside the event loop."""
    with installation.files.receive(upload.name, media_type=upload.content_type, creator=creator) as incoming:
        async for piece in upload.iterate():
            await asyncio.to_thread(incoming.write, piece)
        return await asyncio.to_thread(incoming.commit)
