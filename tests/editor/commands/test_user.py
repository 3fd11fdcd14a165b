"""Accounts and tokens from the command line, also while a server runs."""

import io
from pathlib import Path

import pytest

from editor.__main__ import main
from storage.people import People


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ETAPES_PASSWORD", "six green apples")
    return "six green apples"


def test_an_account_and_its_token(tmp_path: Path, capsys: pytest.CaptureFixture[str], password: str):
    assert main(["user", "add", "ann", "--role", "lead", "--data", str(tmp_path)]) == 0
    assert main(["token", "add", "--user", "ann", "--days", "3", "--data", str(tmp_path)]) == 0
    token = capsys.readouterr().out.splitlines()[-1]
    people = People(tmp_path / "people.sqlite")
    assert people.check_password("ann", password) is not None
    known = people.token(token)
    people.close()
    assert known is not None
    assert (known.person.name, known.person.role) == ("ann", "lead")


def test_the_password_may_come_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("ETAPES_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO("six green apples\n"))
    assert main(["user", "add", "ann", "--data", str(tmp_path)]) == 0
    assert "six green" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "words",
    [["user", "add", "ann", "--role", "king"], ["token", "add", "--user", "nobody"],
     ["token", "add", "--user", "ann", "--days", "0"]],
)  # fmt: skip
def test_what_is_refused_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], password: str, words: list[str]):
    assert main([*words, "--data", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_somebody_is_invited_and_another_gets_a_new_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, password: str
):
    monkeypatch.setenv("ETAPES_PUBLIC_URL", "https://etapes.example/")
    assert main(["user", "add", "ann", "--role", "lead", "--invite", "--data", str(tmp_path)]) == 0
    assert main(["user", "add", "ben", "--data", str(tmp_path)]) == 0
    assert main(["user", "link", "ben", "--drop-second-factor", "--data", str(tmp_path)]) == 0
    links = [line.rsplit("/", 1) for line in capsys.readouterr().out.splitlines() if line.startswith("https:")]
    assert [where for where, _ in links] == ["https://etapes.example/invitation", "https://etapes.example/reset"]
    people = People(tmp_path / "people.sqlite")
    assert people.links.find(links[0][1], "invitation").person == people.person("ann").id
    assert people.links.find(links[1][1], "reset").person == people.person("ben").id
    people.close()


@pytest.mark.parametrize(("address", "told"), [("", "ETAPES_PUBLIC_URL"), ("ftp://x", "ftp://x")])
def test_a_link_needs_an_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str, told: str
):
    monkeypatch.setenv("ETAPES_PUBLIC_URL", address)
    assert main(["user", "add", "ann", "--invite", "--data", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("words", [["user", "add"], ["user", "link"], ["token", "add"]])
def test_help_names_the_folder_that_is_taken(capsys: pytest.CaptureFixture[str], words: list[str]):
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    assert "ETAPES_DATA" in capsys.readouterr().out
