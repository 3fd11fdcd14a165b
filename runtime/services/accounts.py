"""Accounts as runs may use them: codes, links and passwords go in and out of the vault, and nowhere else."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from runtime.account_access import LinkPurpose, SignIn, User, UserChange
from runtime.problems import Outage, Problem, Problems, problem
from runtime.services.account_guard import AccountGuard
from storage.errors import Conflict, NotFound, Refused, StorageError, TooManyAttempts
from storage.links import LIFETIMES
from storage.outsiders import DirectorySilent
from storage.people import People, Person
from storage.person import NO_ROLE
from storage.revision import Revision
from storage.vault import HANDLE, Vault

_STORED = {
    "name": "full_name", "email": "email", "lastName": "last_name", "userName": "name", "firstName": "first_name",
    "middleName": "middle_name",
}  # fmt: skip
"""The fields of a user by their names here, in storage."""


class RuntimeAccounts:
    """`Accounts` for a run of `user`. `address` gives the public address of this installation, "" if none is known."""

    def __init__(self, people: People, vault: Vault, guard: AccountGuard, address: Callable[[], str], user: str
                 ) -> None:  # fmt: skip
        self._people, self._vault, self._guard, self._address, self._user = people, vault, guard, address, user

    def user(self, user_name: str) -> User | None:
        person = self._found(user_name)
        return shown(person) if person else None

    def asker(self) -> User | None:
        return self.user(self._user) if self._user else None

    def code(self, user_name: str, client: str, lifetime: timedelta) -> str:
        code = self._people.codes.make(self._open_account(user_name).id, client, lifetime)
        return self._vault.seal(code, lifetime)

    def judge(self, user_name: str, client: str, code: str, key: str) -> str:
        person = self._found(user_name)
        if person is None or person.closed:
            return "none"
        return self._people.codes.judge(person.id, client, self._opened(code, "code"), key)

    def sign_in(self, asked: SignIn) -> dict[str, Any]:
        way = f"flow {asked.client}".strip()
        password = self._opened(asked.password, "password")
        code = self._opened(asked.code, "code")
        try:
            person = self._people.check_password(asked.user_name, password, asked.address, way)
            if person is None:
                return _refused("refused")
            if self._people.factors.on(person.id) and not (
                code and self._people.check_code(person, code, asked.address, way)
            ):
                return _refused("second_factor")
        except TooManyAttempts:
            return _refused("wait")
        except DirectorySilent as silent:
            raise Outage(Problem(code=silent.code)) from silent
        secret = self._people.open_session(person.name, asked.address, asked.client, way)
        token = self._vault.seal(secret, for_caller=True)
        return {"signedIn": True, "reason": None, "token": token, "user": shown(person)}

    def link(self, user_name: str, purpose: LinkPurpose, client: str) -> str:
        person = self._found(user_name)
        if person is None or (purpose == "reset" and person.disabled):
            raise problem("user_unknown", "user_name", name=user_name)
        self._check_ours(person, password=purpose == "reset")
        if person.disabled and not person.awaiting:
            raise problem("link_for_closed", "user_name", name=person.name)
        address = self._address()
        if not address:
            raise problem("public_address_missing")
        secret = self._people.custody.link(person, purpose, self._user, client)
        return self._vault.seal(f"{address}/{purpose}/{secret}", LIFETIMES[purpose])

    def whom(self, user_name: str) -> dict[str, Any]:
        person = self._found(user_name)
        return {"id": person.id if person else uuid4().hex, "new": person is None}

    def save(self, change: UserChange, whom: Mapping[str, Any] | None = None) -> dict[str, Any]:
        whom = whom or self.whom(change.user_name)
        person = self._by_id(whom["id"])
        if person is None and not whom["new"]:
            raise problem("user_unknown", "user_name", name=change.user_name)
        password = self._opened(change.password, "password") if change.password else None
        fields = {_STORED[name]: value for name, value in change.fields.items()}
        try:
            if person:
                saved = self._change(person, change, password, fields)
            else:
                saved = self._add(change, password, fields, whom["id"])
        except StorageError as refused:
            raise _blamed(refused) from refused
        return {"id": saved.id, "userName": saved.name, "done": "created" if whom["new"] else "updated"}

    def _add(self, change: UserChange, password: str | None, fields: dict[str, str], id: str) -> Person:
        if password is None:
            raise problem("user_needs_password", "password", name=change.user_name)
        name = fields.pop("name", change.user_name)
        return self._people.add(name, password, NO_ROLE, fields, disabled=bool(change.disabled), author=self._user,
                                id=id)  # fmt: skip

    def _change(self, person: Person, change: UserChange, password: str | None, fields: dict[str, str]) -> Person:
        """What could lock somebody out or let somebody else in is not done to administrators by a flow."""
        opening = {"email", "name"} & {field for field, value in fields.items() if value != getattr(person, field)}
        disabled = None if change.disabled == person.disabled else change.disabled
        if password is not None or opening or disabled is not None:
            self._check_ours(person, password=password is not None)
        self._guard.check_of_here(person, "user_name")
        revision = Revision(fields or None, password=password, disabled=disabled)
        return person if revision == Revision() else self._people.change(person.name, revision, author=self._user)

    def _check_ours(self, person: Person, *, password: bool) -> None:
        self._guard.check_no_administrator(person, "user_name")
        self._guard.check_of_here(person, "user_name")
        if person.provider and password:
            raise problem("password_elsewhere", "user_name", name=person.name, provider=person.provider)

    def _open_account(self, user_name: str) -> Person:
        person = self._found(user_name)
        if person is None or person.closed:
            raise problem("user_unknown", "user_name", name=user_name)
        return person

    def _found(self, user_name: str) -> Person | None:
        try:
            return self._people.person(user_name)
        except NotFound:
            return None

    def _by_id(self, id: str) -> Person | None:
        try:
            return self._people.by_id(id)
        except NotFound:
            return None

    def _opened(self, text: str, setting: str) -> str:
        if not HANDLE.fullmatch(text):
            return text
        value = self._vault.open(text)
        if value is None:
            raise problem("sealed_value_gone", setting)
        return value


def shown(person: Person) -> User:
    """A user as flows see them."""
    parts = " ".join(part for part in (person.first_name, person.middle_name, person.last_name) if part)
    return {
        "id": person.id, "userName": person.name, "name": person.full_name or parts or person.name,
        "email": person.email or None, "firstName": person.first_name or None,
        "middleName": person.middle_name or None, "lastName": person.last_name or None, "disabled": person.disabled,
        "role": person.role, "createdDate": person.created.isoformat().replace("+00:00", "Z"),
    }  # fmt: skip


def _refused(reason: str) -> dict[str, Any]:
    return {"signedIn": False, "reason": reason, "token": None, "user": None}


def _blamed(refused: StorageError) -> Problems:
    """What storage refuses is a setting's fault; that it could not write is nobody's here."""
    if not isinstance(refused, Refused | Conflict | NotFound):
        return Outage(Problem(code=refused.code, parameters=refused.parameters))
    setting = "password" if refused.code.startswith("password") else "fields"
    return Problems(Problem(code=refused.code, setting=setting, parameters=refused.parameters))
