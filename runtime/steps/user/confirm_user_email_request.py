from typing import ClassVar

from runtime.account_access import LinkPurpose
from runtime.link_request import RequestsLink


class ConfirmUserEmailRequest(RequestsLink):
    """Makes a link by which a user confirms the address that it was sent to. It works once, for three days.

    It opens an account that was created disabled, and none that somebody closed. The items hold a handle in its place,
    which only a message on its way opens; a new password, address or role makes it void.
    """

    icon: ClassVar[str] = "mark_email_read"
    purpose: ClassVar[LinkPurpose] = "confirm"
