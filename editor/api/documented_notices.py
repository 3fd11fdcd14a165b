"""What the OpenAPI document says of notices and of the delivery log."""

from typing import Any, Literal

from editor.api.documented import Told, answers, body
from editor.api.shapes import Shape


class NoticeView(Shape):
    """`read` is when it was looked at, null where it is new; `link` an address of the editor, or empty."""

    number: int
    time: str
    read: str | None
    subject: str
    body: str
    link: str
    sender: str


class NoticeList(Shape):
    """`unread` counts all that are new; `next` is the `before` of the following ones, null where there are none."""

    items: list[NoticeView]
    unread: int
    next: int | None


class UnreadCount(Shape):
    unread: int


class DeliveryView(Shape):
    """`uncertain`: it may arrive twice, since an attempt broke off before the server said whether it took the mail."""

    number: int
    recipient: str
    name: str
    subject: str
    state: Literal["waiting", "sending", "sent", "failed", "dropped"]
    created: str
    due: str | None
    attempts: int
    uncertain: bool
    ended: str | None
    run: str
    problem: dict[str, Any] | None


class DeliveryList(Shape):
    """`counts` by state; states without any are left out."""

    items: list[DeliveryView]
    counts: dict[str, int]
    next: int | None


class DeliveryReceipt(Shape):
    number: int


_NUMBERS: Told = {"schema": {"type": "object", "required": ["numbers"],
                             "properties": {"numbers": {"type": "array", "items": {"type": "integer"}}}}}  # fmt: skip

notices: Told = {"responses": answers(s200=NoticeList)}
reading_notices: Told = {
    "responses": answers(413, 415, s200=UnreadCount),
    "openapi_extra": body(required=False, json=_NUMBERS),
}
deliveries: Told = {"responses": answers(404, s200=DeliveryList)}
retrying: Told = {"responses": answers(404, s202=DeliveryReceipt)}
dropping_mail: Told = {"responses": answers(404, s204="Dropped.")}
