"""A person reads their own notices: sealed values opened for them alone, the platform's words in their language."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from editor.notices.inbox import Inbox
from storage.database import Database
from storage.notice_tables import TABLES
from storage.notices import Note, Notices
from storage.secret_keys import SecretKeys
from storage.vault import MASK, Vault


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    database, vault = Database(tmp_path / "notices.sqlite", TABLES), Vault(tmp_path / "vault.sqlite", SecretKeys())
    yield Inbox(Notices(database), vault, "ann")
    database.close()
    vault.close()


def told(inbox: Inbox, language: str = "en", **note) -> tuple[str, str, str]:
    inbox.notices.tell(["ann"], Note(**note))
    (one,) = inbox.newest(language, limit=1)
    return one.subject, one.body, one.link


def test_a_sealed_value_is_read_by_its_reader_as_long_as_it_holds(inbox: Inbox, tmp_path: Path):
    code = inbox.vault.seal("417 208")
    assert told(inbox, subject="Your code", body=f"It is {code}.")[1] == "It is 417 208."
    assert b"417 208" not in (tmp_path / "notices.sqlite-wal").read_bytes()
    old = inbox.vault.seal("417 208", timedelta(seconds=-1))
    assert told(inbox, subject="Your code", body=f"It is {old}.")[1] == f"It is {MASK}."


def test_what_the_platform_says_is_said_in_the_readers_language(inbox: Inbox):
    said = {"code": "mail_failed", "parameters": {"recipient": "eve@example.com", "subject": "sealed:" + "x" * 32}}
    assert told(inbox, **said)[1].startswith(f"“{MASK}” to eve@example.com was refused")
    assert told(inbox, "fr", **said)[0] == "Un e-mail n’a pas pu être remis"
    assert told(inbox, code="of_a_later_release")[:2] == ("of_a_later_release", "")


@pytest.mark.parametrize(("link", "shown"), [
    ("/runs/1", "/runs/1"), ("//evil.example", ""), ("https://evil.example", ""), ("javascript:alert(1)", ""),
])  # fmt: skip
def test_a_notice_leads_to_places_of_the_editor_only(inbox: Inbox, link: str, shown: str):
    assert told(inbox, subject="Look", link=link)[2] == shown
