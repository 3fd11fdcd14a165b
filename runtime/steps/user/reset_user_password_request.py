from typing import ClassVar

from runtime.account_access import LinkPurpose
from runtime.link_request import RequestsLink


class ResetUserPasswordRequest(RequestsLink):
    """Makes a link by which a user sets a new password, for a later step to send. It works once, for an hour.

    The items hold a handle in its place, which only a message on its way opens. A new link takes the place of the one
    before; a new password, address or role and a closed account make it void.
    """

    icon: ClassVar[str] = "lock_reset"
    purpose: ClassVar[LinkPurpose] = "reset"
