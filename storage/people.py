"""People: accounts, signing in, sessions and tokens, in a SQLite file that several processes may use at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from storage.account_tables import TABLES
from storage.attempts import Attempts
from storage.custody import Custody
from storage.database import Database
from storage.errors import NotFound, Refused
from storage.links import Links
from storage.one_time_codes import OneTimeCodes
from storage.outsiders import Elsewhere, Outsiders, nowhere
from storage.passwords import check_strength, fits, kept_of
from storage.people_tables import hashed
from storage.person import LANGUAGES, THEMES, Person, check_role, fit_name, same
from storage.person_rows import PersonRows, fit_info, new_person, person_of, told_of
from storage.revision import Revision
from storage.second_factors import SecondFactors
from storage.secret_keys import SecretKeys
from storage.sessions import SessionInfo, Sessions, id_of
from storage.sign_ins import SignInOutcome, SignIns
from storage.tokens import Token, TokenInfo, Tokens
from storage.witness import Witness, unseen

__all__ = ["People", "Person", "SessionInfo", "Token", "TokenInfo"]
_MOST_HELD = 1000
"""Tokens that are known without asking the file again."""


class People:
    """Names are one person in any case. `clock` gives the time in UTC.

    `codes`, `links` and `factors` prove in other ways than the password that somebody is the person (by `Person.id`).
    """

    def __init__(self, database: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC),
                 keys: SecretKeys | None = None, witness: Witness = unseen, elsewhere: Elsewhere = nowhere
                 ) -> None:  # fmt: skip
        self._database = Database(database, TABLES, durable=True)
        keys = keys or SecretKeys()
        self._clock, self._witness, self._elsewhere = clock, witness, elsewhere
        self._rows = PersonRows(self._database)
        self._attempts = Attempts(self._database, clock)
        self._sessions = Sessions(self._database, clock)
        self._tokens = Tokens(self._database, clock)
        self.codes = OneTimeCodes(self._database, keys, self._attempts, clock)
        self.links = Links(self._database, clock)
        self.factors = SecondFactors(self._database, keys, clock)
        self.outside = Outsiders(self._database, witness)
        self.sign_ins = SignIns(self._database, clock)
        self.custody = Custody(self._database, sessions=self._sessions, tokens=self._tokens, links=self.links,
                               factors=self.factors, witness=witness)  # fmt: skip
        self._held: dict[str, tuple[int, Token]] = {}

    def any(self) -> bool:
        """Whether there is an account at all; without one, the first visitor makes it."""
        return self._rows.any()

    def add(self, name: str, password: str | None, role: str, info: Mapping[str, str] | None = None, *,
            disabled: bool = False, provider: str = "", external_key: str = "", author: str = "", id: str = ""
            ) -> Person:  # fmt: skip
        """A new account. `Refused` for name, password, role or a field of `info`; `Conflict("name_taken")`.

        Without a password nobody signs in by one, until it is set by a link; or ever, where a `provider` knows it.
        One that is `disabled` waits for its address to be confirmed.
        """
        check_role(role)
        person = new_person(fit_name(name), role, self._clock(), disabled=disabled, awaiting=disabled, id=id,
                            provider=provider, external_key=external_key, **fit_info(info or {}))  # fmt: skip
        return self._add(person, password, author)

    def add_first(self, name: str, password: str) -> Person:
        """The first account, an administrator. `Conflict("account_exists")` when somebody was quicker."""
        return self._add(new_person(fit_name(name), "administrator", self._clock()), password, name, first=True)

    def check_password(self, name: str, password: str, address: str = "", way: str = "page") -> Person | None:
        """The person, when the password is theirs and the account is open.

        Every answer takes the same time. `TooManyAttempts` says how long to wait; nothing was checked then.
        `DirectorySilent` where a directory should have been asked, whoever it is.
        """
        row = self._rows.find(name)
        at_home = self.sign_ins.at_home(row.id if row else "nobody", address)
        self._attempts.begin(same(name), address, at_home=at_home)
        person = person_of(row) if row else None
        right = fits(password, row.password if row and not row.provider else "")
        found = person if right else None
        if found is None or found.disabled:
            theirs = password if person is None or person.provider else ""
            found = self._elsewhere(name, theirs, person)
        if found is None or found.closed:
            self._note_refusal(found or person, address, way)
            return None
        self._attempts.forgive(same(name), address)
        return found

    def check_code(self, person: Person, code: str, address: str = "", way: str = "page") -> bool:
        """Whether it is a code of the person's second factor, taken once; guessing gets slower: `TooManyAttempts`."""
        guessed = f"second factor of {person.id}"
        self._attempts.begin(guessed, address)
        if not self.factors.check(person.id, code):
            self.sign_ins.note("wrong_code", person.id, person.name, address, way)
            return False
        self._attempts.forgive(guessed, address)
        return True

    def person(self, name: str) -> Person:
        return person_of(self._rows.known(name))

    def by_id(self, id: str) -> Person:
        """By what stays when the name changes; `NotFound`."""
        row = self._rows.by_id(id)
        if row is None:
            raise NotFound("person", id)
        return person_of(row)

    def list(self) -> Sequence[Person]:
        """Everybody by name."""
        return [person_of(row) for row in self._rows.all()]

    def set_language(self, name: str, language: str | None) -> None:
        self._set_choice(name, "language", language, (None, *LANGUAGES))

    def set_theme(self, name: str, theme: str) -> None:
        self._set_choice(name, "theme", theme, THEMES)

    def change(self, name: str, revision: Revision, *, author: str = "", keep_session: str = "") -> Person:
        """All of it or nothing: `Refused`, `Conflict("name_taken")`, `Conflict("last_administrator")`.

        A new password and a closed account end sessions (but the one whose secret is given); after these, another
        address and another role no link holds any more.
        """
        before = self.person(name)
        values = revision.values(before)
        self._rows.change(name, values, revision.ending(before, values, keep_session))
        after = self.by_id(before.id)
        for action, was, became in revision.told(before, after):
            self._tell(action, after, author, was, became)
        return after

    def set_info(self, name: str, changes: Mapping[str, str], *, author: str = "") -> Person:
        """Change `email`, `full_name`, `first_name`, `middle_name`, `last_name` or the `name` itself."""
        return self.change(name, Revision(info=changes), author=author)

    def set_password(self, name: str, password: str, *, author: str = "", keep_session: str = "") -> None:
        """A new password. Open sessions end, but the one whose secret is given."""
        self.change(name, Revision(password=password), author=author, keep_session=keep_session)

    def has_password(self, name: str) -> bool:
        """Whether a password of its own opens the account."""
        return bool(self._rows.known(name).password)

    def set_role(self, name: str, role: str, *, author: str = "") -> None:
        """`Conflict("last_administrator")` when nobody else could give it back."""
        self.change(name, Revision(role=role), author=author)

    def set_disabled(self, name: str, disabled: bool, *, author: str = "") -> None:
        """Close an account (its sessions end, its tokens and links hold no longer) or open it again."""
        self.change(name, Revision(disabled=disabled), author=author)

    def remove(self, name: str, *, author: str = "") -> None:
        """The account is gone, with its sessions, tokens, codes and links. `Conflict("last_administrator")`."""
        person = self.person(name)
        self._rows.remove(name)
        self._tell("person_removed", person, author, told_of(person))

    def open_session(self, name: str, address: str, browser: str = "", way: str = "page") -> str:
        """A session's secret, for the browser that signed in."""
        row = self._rows.known(name)
        secret = self._sessions.open(row.key, address, browser)
        self.sign_ins.note("in", row.id, row.name, address, way)
        return secret

    def session(self, secret: str) -> Person | None:
        """Whose session it is; None when it ended."""
        return self._open_account(self._sessions.person(secret))

    def sessions(self, name: str) -> Sequence[SessionInfo]:
        """A person's open sessions, the one used last first."""
        return self._sessions.of(self._rows.known(name).key)

    def session_id(self, secret: str) -> str:
        """The id of the session with this secret, as `sessions` tells it."""
        return id_of(hashed(secret))

    def close_session(self, secret: str) -> None:
        """It ends, also where a full disk cannot be told yet."""
        self._sessions.close(secret)

    def end_session(self, name: str, id: str) -> None:
        """End one of a person's sessions; `NotFound`."""
        row = self._rows.known(name)
        self._sessions.end(row.key, id)
        self._tell("session_ended", person_of(row), "")

    def end_sessions(self, name: str, but: str = "") -> None:
        """End all sessions of a person, but the one whose secret is `but`."""
        row = self._rows.known(name)
        self._sessions.close_all(row.key, but)
        self._tell("other_sessions_ended" if but else "sessions_ended", person_of(row), "")

    def confirm_factor(self, name: str, code: str) -> Sequence[str] | None:
        """Switch the second factor on by its first code; the recovery codes, shown this once. None for a wrong code."""
        person = self.person(name)
        codes = self.factors.confirm(person.id, code)
        if codes is not None:
            self._tell("second_factor_on", person, name)
        return codes

    def renew_recovery(self, name: str) -> Sequence[str]:
        """Ten new recovery codes in place of the old ones, shown this once."""
        person = self.person(name)
        codes = self.factors.renew_recovery(person.id)
        self._tell("recovery_renewed", person, name)
        return codes

    def drop_factor(self, name: str, *, author: str = "") -> None:
        """The password alone counts again."""
        person = self.person(name)
        self.factors.drop(person.id)
        self._tell("second_factor_off", person, author or name)

    def sweep(self) -> None:
        """Do what a full disk put off."""
        self._sessions.sweep()

    def version(self) -> int:
        """Another number after every change of anything here, by this process or another; takes microseconds."""
        return self._database.version()

    def add_token(self, name: str, *, label: str = "", scopes: Sequence[str] = (), ends: datetime | None = None) -> str:
        """A token's secret, shown this once. No scopes: all that the person may; `ends` in UTC."""
        row = self._rows.known(name)
        secret = self._tokens.add(row.key, label, scopes, ends)
        self._tell("token_added", person_of(row), "", None, {"label": label, "scopes": list(scopes)})
        return secret

    def token(self, secret: str) -> Token | None:
        """The token, when it holds and its person's account is open."""
        version = self._database.version()
        key, info = self._tokens.find(secret) or (None, None)
        person = self._open_account(key)
        token = Token(**vars(info), person=person) if person and info else None
        if token:
            self._held = {} if len(self._held) > _MOST_HELD else self._held
            self._held[hashed(secret)] = version, token
        return token

    def held(self, secret: str) -> Token | None:
        """What `token` gave the last time, when nothing has changed since; asks no table."""
        version, token = self._held.get(hashed(secret), (0, None))
        if token is None or version != self._database.version():
            return None
        return None if token.ends is not None and token.ends <= self._clock() else token

    def tokens(self, name: str) -> Sequence[TokenInfo]:
        return self._tokens.of(self._rows.known(name).key)

    def revoke_token(self, name: str, id: str) -> None:
        row = self._rows.known(name)
        self._tokens.revoke(row.key, id)
        self._tell("token_revoked", person_of(row), "", {"id": id})

    def close(self) -> None:
        self._database.close()

    def _add(self, person: Person, password: str | None, author: str, *, first: bool = False) -> Person:
        if password is not None:
            check_strength(password, person.name)
        self._rows.add(person, kept_of(password) if password is not None else "", first=first)
        made = self.person(person.name)
        self._tell("person_added", made, author, None, told_of(made))
        return made

    def _note_refusal(self, person: Person | None, address: str, way: str) -> None:
        outcome: SignInOutcome = "disabled" if person and person.closed else "wrong_password"
        self.sign_ins.note(outcome, person.id if person else "", person.name if person else "", address, way)

    def _set_choice(self, name: str, setting: str, value: str | None, known: tuple[str | None, ...]) -> None:
        if value not in known:
            raise Refused("choice_unknown", setting=setting, value=value)
        self._rows.change(name, {setting: value})

    def _open_account(self, key: str | None) -> Person | None:
        row = self._rows.find(key) if key else None
        return person_of(row) if row and not (row.disabled or row.barred) else None

    def _tell(self, action: str, person: Person, author: str, before: object = None, after: object = None) -> None:
        self._witness(action, f"person/{person.name}", author=author, before=before, after=after)
