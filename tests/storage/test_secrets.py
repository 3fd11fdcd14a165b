"""Secrets at rest: nothing in the data folder opens them."""

import os
import stat
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path

import pytest

from storage.errors import StorageError
from storage.exact_json import dumps, loads
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets, SecretUnreadable
from storage.tiny_file import opened, sealed

OLD, NEW = (urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))


def secrets(folder: Path, key: str = OLD) -> Secrets:
    return Secrets(folder / "secrets.json", SecretKeys({"ETAPES_SECRET_KEY": key}))


def test_what_was_entered_comes_back_and_stands_nowhere(tmp_path):
    secrets(tmp_path).put("crm", {"password": "Corr3ct-Horse"})
    assert secrets(tmp_path).get("crm", "password") == "Corr3ct-Horse"
    for file in tmp_path.rglob("*"):
        assert b"Corr3ct-Horse" not in file.read_bytes()


def test_names_that_are_not_given_stay_and_empty_ones_are_forgotten(tmp_path):
    kept = secrets(tmp_path)
    kept.put("crm", {"password": "a", "token": "b"})
    kept.put("crm", {"password": ""})
    assert kept.names("crm") == ["token"]
    with pytest.raises(SecretUnreadable) as wrong:
        kept.get("crm", "password")
    assert wrong.value.code == "secret_missing"


def test_another_key_says_what_must_be_entered_again(tmp_path):
    secrets(tmp_path).put("crm", {"password": "a"})
    with pytest.raises(SecretUnreadable) as wrong:
        secrets(tmp_path, NEW).get("crm", "password")
    assert (wrong.value.code, wrong.value.parameters) == ("secret_unreadable", {"name": "password"})


def test_a_new_key_takes_over_from_the_old_one(tmp_path):
    secrets(tmp_path).put("crm", {"password": "a"})
    both = secrets(tmp_path, f"{NEW},{OLD}")
    assert both.get("crm", "password") == "a"
    both.renew()
    assert secrets(tmp_path, NEW).get("crm", "password") == "a"


def test_a_secret_cannot_take_the_place_of_another(tmp_path):
    secrets(tmp_path).put("crm", {"password": "a"})
    file = tmp_path / "secrets.json"
    moved = loads(dumps(opened(file.read_bytes())).replace(b'"crm"', b'"shop"'))
    file.write_bytes(sealed(moved))
    with pytest.raises(SecretUnreadable):
        secrets(tmp_path).get("shop", "password")


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path):
    keys = SecretKeys({"XDG_CONFIG_HOME": str(tmp_path)})
    assert keys.read() == keys.read()
    [file] = (tmp_path / "etapes").iterdir()
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_keys_come_in_either_alphabet_and_nothing_else_is_one(tmp_path):
    raw = b"\xff\xfe" * 16
    said = SecretKeys({"ETAPES_SECRET_KEY": b64encode(raw).decode()})
    assert (said.read(), said.several) == ([urlsafe_b64encode(raw)], False)
    with pytest.raises(StorageError) as wrong:
        SecretKeys({"ETAPES_SECRET_KEY": "my password"}).read()
    assert wrong.value.code == "secret_key_malformed"


def test_where_no_key_can_be_kept_the_person_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as wrong:
        SecretKeys({"ETAPES_SECRET_KEY_FILE": str(tmp_path / "file" / "key")}).read()
    assert wrong.value.code == "secret_key_unwritable"
