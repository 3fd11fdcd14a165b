"""Roles as runs may use them. Flows give no role everywhere, only inside contexts of their own sandbox."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from runtime.problems import Outage, Problem, problem
from runtime.services.account_guard import AccountGuard
from storage.errors import NotFound, Refused, StorageError
from storage.people import People, Person
from storage.roles import Roles


class RuntimeRoles:
    """`Roles` for a run of `user` in `sandbox`. `number` gives that of a component, as `Entries.number` does."""

    def __init__(self, roles: Roles, people: People, sandbox: str, user: str, number: Callable[[str], int]) -> None:
        self._roles, self._people, self._sandbox, self._user = roles, people, sandbox, user
        self._number, self._guard = number, AccountGuard(roles, sandbox)

    def register(self, component: str, entry: int, name: str) -> str:
        with _told():
            number = self._number(component)
            return self._roles.register(self._sandbox, component, entry, name, self._user, number=number).id

    def lacking(self, user: str, context: str, roles: Sequence[str]) -> list[str]:
        person = self._known(user)
        with _told():
            if self._roles.context(context).sandbox != self._sandbox:
                raise NotFound("context", context)
            if unknown := [role for role in roles if role not in self._roles.known()]:
                raise Refused("role_unknown", role=", ".join(unknown), known=", ".join(self._roles.known()))
            held = {one.role for one in self._roles.given(person.id, sandbox=self._sandbox) if one.context == context}
            return [role for role in dict.fromkeys(roles) if role not in held]

    def assign(self, user: str, context: str, roles: Sequence[str]) -> None:
        lacking, person = self.lacking(user, context, roles), self._known(user)
        with _told():
            for role in lacking:
                self._roles.assign(person.id, role, context=context, author=self._user)

    def held(self, user: str) -> int:
        person = self._ours(user)
        with _told():
            return len(self._roles.given(person.id, sandbox=self._guard.reach))

    def remove_all(self, user: str) -> None:
        person = self._ours(user)
        with _told():
            self._roles.take_all(person.id, self._user, sandbox=self._guard.reach)

    def _ours(self, user: str) -> Person:
        person = self._known(user)
        self._guard.check_no_administrator(person, "user")
        return person

    def _known(self, user: str) -> Person:
        try:
            return self._people.by_id(user)
        except NotFound:
            raise problem("user_id_unknown", "user", id=user) from None


@contextmanager
def _told() -> Iterator[None]:
    """Storage's refusals as problems of the setting that brought them about."""
    try:
        yield
    except NotFound as wrong:
        raise problem(wrong.code, "context", **wrong.parameters) from wrong
    except Refused as wrong:
        raise problem(wrong.code, "roles", **wrong.parameters) from wrong
    except StorageError as wrong:
        raise Outage(Problem(code=wrong.code, parameters=wrong.parameters)) from wrong
