"""Who has a flow open right now, and the word that goes round when one of them saves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nicegui import Event


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
    news: "Event[News]" = field(default_factory=Event)
    moved: "Event[[]]" = field(default_factory=Event)
    """Somebody came or went."""


class Rooms:
    """The rooms of one process; a room is there while somebody is in it."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}

    def enter(self, flow_id: str, page: str, name: str) -> tuple[Room, Callable[[], None]]:
        """Come in; the second value leaves again."""
        room = self._rooms.setdefault(flow_id, Room())
        room.people[page] = name
        room.moved.emit()

        def leave() -> None:
            room.people.pop(page, None)
            if room.people:
                room.moved.emit()
            else:
                self._rooms.pop(flow_id, None)

        return room, leave

    def tell(self, flow_id: str, news: News) -> None:
        """Tell everybody in the room, if there is one."""
        if room := self._rooms.get(flow_id):
            room.news.emit(news)
