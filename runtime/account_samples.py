"""Accounts for previews: somebody who is not there, of the right shape."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from runtime.account_access import Accounts, LinkPurpose, SignIn, User, UserChange
from runtime.schema import FieldType, Kind

USER_TYPE = FieldType(
    Kind.OBJECT,
    {
        **{name: FieldType(Kind.STRING) for name in
           ("id", "userName", "name", "email", "firstName", "middleName", "lastName")},
        "disabled": FieldType(Kind.BOOLEAN), "role": FieldType(Kind.STRING),
        "createdDate": FieldType(Kind.DATETIME, zoned=True),
    },
)  # fmt: skip
HANDLE = "••••••"
"""In the place of a handle; it opens nothing."""


class VeiledAccounts:
    """`Accounts` for dry runs: who is there is told, and nothing of them but of the one who asks; nothing is made.

    A draft needs nobody's leave to be tried: it must not be a way to everybody's address.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts, self._sample = accounts, SampleAccounts()
        self.asker = accounts.asker
        self.code, self.judge = self._sample.code, self._sample.judge
        self.sign_in, self.link = self._sample.sign_in, self._sample.link
        self.whom, self.save = self._sample.whom, self._sample.save

    def user(self, user_name: str) -> User | None:
        found, asker = self._accounts.user(user_name), self.asker()
        if found is None or (asker and asker["id"] == found["id"]):
            return found
        return {**found, "name": found["userName"], **dict.fromkeys(("email", "firstName", "middleName", "lastName"))}


class SampleAccounts:
    """`Accounts` for whoever may look at a flow and not at people; nothing is made."""

    def user(self, user_name: str) -> User | None:
        return {"id": "0" * 32, "userName": user_name, "name": user_name, "email": f"{user_name}@example.org",
                "firstName": "", "middleName": "", "lastName": "", "disabled": False, "role": "none",
                "createdDate": "2026-01-01T00:00:00Z"}  # fmt: skip

    def asker(self) -> User | None:
        return self.user("sample")

    def code(self, user_name: str, client: str, lifetime: timedelta) -> str:
        return HANDLE

    def judge(self, user_name: str, client: str, code: str, key: str) -> str:
        return "right"

    def sign_in(self, asked: SignIn) -> dict[str, Any]:
        return {"signedIn": True, "reason": None, "token": HANDLE, "user": self.user(asked.user_name)}

    def link(self, user_name: str, purpose: LinkPurpose, client: str) -> str:
        return HANDLE

    def whom(self, user_name: str) -> dict[str, Any]:
        return {"id": "0" * 32, "new": False}

    def save(self, change: UserChange, whom: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"id": "0" * 32, "userName": change.fields.get("userName", change.user_name), "done": "updated"}
