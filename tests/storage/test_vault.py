"""What is sealed is nowhere to be read, and opens for those who hold its handle."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.secret_keys import SecretKeys
from storage.vault import HANDLE, MASK, Vault, masked, masked_json


class Clock:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    opened = Vault(tmp_path / "vault.sqlite", SecretKeys(), clock)
    yield opened
    opened.close()


def test_a_code_travels_as_a_handle_and_is_opened_where_it_is_sent(vault: Vault, tmp_path: Path):
    handle = vault.seal("481516")
    assert HANDLE.fullmatch(handle)
    assert vault.opened(f"Your code is {handle}.") == "Your code is 481516."
    assert masked(f"Your code is {handle}.") == f"Your code is {MASK}."
    assert not [file for file in tmp_path.rglob("*") if b"481516" in file.read_bytes()]


def test_a_seal_ends_with_its_lifetime(vault: Vault, clock: Clock):
    handle = vault.seal("481516", timedelta(minutes=5))
    clock.now += timedelta(minutes=6)
    assert vault.open(handle) is None
    assert vault.opened(handle) == MASK


def test_a_handle_that_nobody_gave_opens_nothing(vault: Vault):
    assert vault.open("sealed:" + "a" * 32) is None


def test_what_is_meant_for_the_caller_is_handed_over_once(vault: Vault):
    mine, code = vault.seal("a session", for_caller=True), vault.seal("481516")
    answer = {"token": mine, "code": code, "deep": [{"token": mine}], "n": 1}
    assert vault.handed_over(answer) == {"token": "a session", "code": code, "deep": [{"token": mine}], "n": 1}
    assert vault.handed_over(answer) == answer
    assert masked_json(answer) == {"token": MASK, "code": MASK, "deep": [{"token": MASK}], "n": 1}
