"""A person who may sign in, and what is asked of names, roles and addresses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from unicodedata import category, normalize

from storage.errors import Refused
from storage.mail_address import mail_address

Role = Literal["viewer", "designer", "operator", "lead", "administrator", "none"]
NO_ROLE: Role = "none"
"""Somebody who may sign in and nothing else, but for what a role inside a context allows."""
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != NO_ROLE)
LANGUAGES = ("en", "fr")
THEMES = ("light", "dark", "auto")


@dataclass(frozen=True)
class Person:
    """Someone with an account. `language` is None until chosen (then the browser's counts).

    `id` stays when the name changes. `provider` is the connector of the directory that knows the password, "" where
    the account has one of its own; `external_key` is the person's key there, and
    `barred` says that it was disabled there. `name` is what is typed to sign in. `awaiting` says that the account was
    created disabled, and that nobody has opened or closed it since: confirming its address opens it.
    """

    name: str
    role: Role
    language: str | None
    theme: str
    disabled: bool
    created: datetime
    id: str = ""
    email: str = ""
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    provider: str = ""
    external_key: str = ""
    barred: bool = False
    full_name: str = ""
    awaiting: bool = False

    @property
    def closed(self) -> bool:
        """Whether they may not come in, for us or for their directory."""
        return self.disabled or self.barred


def fit_name(name: str) -> str:
    """The name as it is kept; `Refused` when empty, longer than 100 or with unseen characters."""
    kept = normalize("NFC", name).strip()
    if not 1 <= len(kept) <= 100 or _unseen(kept):
        raise Refused("name_not_allowed", name=name[:100])
    return kept


def same(name: str) -> str:
    """What two ways of writing one name have in common: Ann is ann."""
    return normalize("NFC", name).strip().casefold().encode("utf-8", "replace").decode()


def check_role(role: str) -> None:
    if role not in (*ROLES, NO_ROLE):
        raise Refused("role_unknown", role=role, known=", ".join(ROLES))


def fit_email(email: str) -> str:
    """The address as it is kept, "" for none; `Refused` for what no message could be sent to."""
    kept = normalize("NFC", email).strip()
    if kept and (len(kept) > 254 or mail_address(kept) is None):
        raise Refused("email_not_allowed", email=email[:100])
    return kept


def fit_word(field: str, value: str) -> str:
    """A first, middle or last name as it is kept, "" for none; `Refused` when longer than 100 or with unseen signs."""
    kept = normalize("NFC", value).strip()
    if len(kept) > 100 or _unseen(kept):
        raise Refused("person_field_not_allowed", field=field, value=value[:100])
    return kept


def _unseen(text: str) -> bool:
    return any(category(character)[0] == "C" for character in text)
