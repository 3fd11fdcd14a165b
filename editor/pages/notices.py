"""Everything that a person was told."""

import asyncio

from nicegui import background_tasks

from editor.controls import button
from editor.notices.following import follow
from editor.notices.inbox import Inbox
from editor.notices.listing import NoticeList
from editor.theme import frame, told
from editor.visitor import Visitor


async def page(visitor: Visitor) -> None:
    """The history, which follows what happens while it stands."""
    inbox = visitor.inbox
    assert inbox is not None
    with frame(visitor, "", lambda: visitor.say("notices.title")) as place:
        with place.deeds:
            told(visitor, lambda: _deeds(visitor, inbox))
        listed = NoticeList(visitor, inbox, older=True)

    follow(inbox, listed.refresh)
    visitor.on_language(lambda: background_tasks.create(listed.refresh(), name="notices"))
    await listed.refresh()


def _deeds(visitor: Visitor, inbox: Inbox) -> None:
    async def read_all() -> None:
        await asyncio.to_thread(inbox.mark_read)

    read = button(visitor.say("notices.all_read"), read_all, icon="done_all")
    read.props('data-testid="notices-page-read"')
