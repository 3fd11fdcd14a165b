"""What the settings of steps say about users: which field of one, filled from where."""

from runtime.account_access import UserField
from runtime.entry_settings import Filled


class UserValue(Filled):
    """One line of a mapping: the user's `field` is filled. A fixed value of null clears it."""

    field: UserField
