"""What steps may ask of accounts: who somebody is, and proofs that somebody is the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, Protocol

User = dict[str, Any]
"""`id`, `userName`, `name`, `email`, `firstName`, `middleName`, `lastName`, `disabled`, `role`, `createdDate`."""
UserField = Literal["name", "email", "lastName", "userName", "firstName", "middleName"]
LinkPurpose = Literal["reset", "confirm", "invitation"]


@dataclass(frozen=True)
class UserChange:
    """What is to be known of the user with this name. None and absent fields stay as they are.

    `password` may be a handle of the vault, as everywhere here.
    """

    user_name: str
    password: str | None = None
    disabled: bool | None = None
    fields: Mapping[UserField, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SignIn:
    """Somebody who wants to sign in. `code` is that of a second factor; `address` is where they are, if it is known."""

    user_name: str
    password: str
    code: str = ""
    client: str = ""
    address: str = ""


class Accounts(Protocol):
    """The accounts of the installation, as a run may use them. What nobody may read comes as a handle of the vault.

    Handles are taken wherever a text is: `Problems` where one cannot be opened any more.
    """

    def user(self, user_name: str) -> User | None: ...

    def asker(self) -> User | None:
        """Who started the run; None where the platform itself did."""
        ...

    def code(self, user_name: str, client: str, lifetime: timedelta) -> str:
        """A new one-time code, as a handle. `Problems` for an unknown or closed account."""
        ...

    def judge(self, user_name: str, client: str, code: str, key: str) -> str:
        """Whether it is the code: `right`, or why not. What was right for a `key` is right for it again."""
        ...

    def sign_in(self, asked: SignIn) -> dict[str, Any]:
        """`{signedIn, reason, token, user}`: the token as a handle; the reason is `refused`, `second_factor` or `wait`.

        Unknown users and wrong passwords get the same answer after the same time.
        """
        ...

    def link(self, user_name: str, purpose: LinkPurpose, client: str) -> str:
        """A link that works once, as a handle. `Problems` for accounts that cannot have one."""
        ...

    def whom(self, user_name: str) -> dict[str, Any]:
        """Whose account a change is about, to be kept before it is made: `{id, new}`, the id also of one to be made."""
        ...

    def save(self, change: UserChange, whom: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Create or change the user: `{id, userName, done}`, done being `created` or `updated`. `Problems`.

        Told `whom` as it was kept, it may be said again, also where the user has another name by then.
        """
        ...
