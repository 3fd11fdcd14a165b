"""What is to be different of an account: checked as a whole before any of it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.passwords import check_strength, kept_of
from storage.person import Person, check_role
from storage.person_rows import Ending, fit_info, told_of


@dataclass(frozen=True)
class Revision:
    """None stays as it is. `info` has fields of a person, the `name` itself among them."""

    info: Mapping[str, str] | None = None
    password: str | None = None
    role: str | None = None
    disabled: bool | None = None

    def values(self, before: Person) -> dict[str, Any]:
        """As they are kept; `Refused` for one that will not do."""
        values: dict[str, Any] = fit_info(self.info or {})
        if self.role is not None:
            check_role(self.role)
            values["role"] = self.role
        if self.disabled is not None:
            values |= {"disabled": self.disabled, "awaiting": False}
        if self.password is not None:
            check_strength(self.password, values.get("name", before.name))
            values["password"] = kept_of(self.password)
        return values

    def ending(self, before: Person, values: Mapping[str, Any], keep: str) -> Ending:
        """Who is out; and no link holds that was made for an account with another password, address or role."""
        out = self.password is not None or bool(self.disabled)
        moved = values.get("email", before.email) != before.email
        raised = values.get("role", before.role) != before.role
        return Ending(links=out or moved or raised, sessions=out, keep=keep)

    def told(self, before: Person, after: Person) -> Iterator[tuple[str, Any, Any]]:
        """What was done, and what of the account was different before and after."""
        if self.password is not None:
            yield "password_set", None, None
        if self.role is not None:
            yield "role_set", {"role": before.role}, {"role": after.role}
        if self.disabled is not None:
            yield "person_disabled" if self.disabled else "person_enabled", None, None
        if self.info is not None:
            yield "person_changed", told_of(before), told_of(after)
