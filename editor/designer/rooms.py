"""Who has a flow open right now, and the word that goes round when one of them saves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nicegui import Event

from editor.designer.heard import Heard
from editor.designer.held import Held


@dataclass(frozen=True)
class News:
    """Somebody saved or published the flow; `page` is where that happened."""

    page: str
    author: str
    etag: str


@dataclass
class Room:
    """One flow's open pages: page id → name of the person, and the event that all of them follow."""

    people: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, Held] = field(default_factory=dict)
    heard: dict[str, Heard] = field(default_factory=dict)
    """What arrived of each page, also for a moment after it was left."""
    news: "Event[News]" = field(default_factory=Event)
    moved: "Event[[]]" = field(default_factory=Event)
    """Somebody came or went."""


class Rooms:
    """The rooms of one process; a room is there while somebody is in it."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}

    def enter(self, flow_id: str, page: str, draft: Held) -> tuple[Room, Callable[[], None]]:
        """Come in with a draft; the second value leaves again."""
        room = self._rooms.setdefault(flow_id, Room())
        room.people[page], room.drafts[page] = draft.author, draft
        room.moved.emit()

        def leave() -> None:
            for kept in (room.people, room.drafts, room.heard):
                kept.pop(page, None)
            if room.people:
                room.moved.emit()
            else:
                self._rooms.pop(flow_id, None)

        return room, leave

    async def settle(self, flow_id: str) -> None:
        """Whoever opens the flow next reads what everybody in the room has typed."""
        for draft in list(self._rooms.get(flow_id, Room()).drafts.values()):
            await draft.flush()

    def tell(self, flow_id: str, news: News) -> None:
        """Tell everybody in the room, if there is one."""
        if room := self._rooms.get(flow_id):
            room.news.emit(news)
