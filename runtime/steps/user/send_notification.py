from collections.abc import Iterator, Sequence
from typing import ClassVar

from runtime.context import Context
from runtime.fields import FieldPath, NewField, TallText
from runtime.model import Item
from runtime.notice_access import Addressee, Message
from runtime.notifying import Notifies
from runtime.placed_text import as_text, filled_text, value_in


class SendNotification(Notifies):
    """Tells people something in words of your own: under the bell of the editor, or by mail.

    Everybody gets a message of their own, delivered by itself: one address that is refused keeps no other waiting.
    """

    icon: ClassVar[str] = "notifications"

    body: TallText = ""
    body_field: FieldPath | None = None
    into: NewField = "notification"

    def texts(self) -> Iterator[tuple[str, str]]:
        yield "body", self.body

    def paths(self) -> dict[str, str]:
        return super().paths() | ({"body_field": self.body_field} if self.body_field else {})

    def outcome_field(self) -> str:
        return self.into

    def messages(self, ctx: Context, item: Item, to: Sequence[Addressee], key: str) -> Sequence[Message]:
        text = as_text(value_in(item, self.body_field)) if self.body_field else filled_text(self.body, item)
        return [Message(self.subject_for(item), text)] * len(to)
