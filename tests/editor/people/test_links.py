"""Links for others: an invitation while there is no password, a way to a new one after that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.people.links import link_for
from runtime.installation import Installation
from runtime.problems import Problems

PASSWORD = "a calm long sentence"
ORIGIN = "https://flows.example.org"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with Installation(tmp_path, own=False) as opened:
        opened.people.add_first("Root", PASSWORD)
        yield opened


def test_who_has_no_password_is_invited_and_who_has_one_gets_a_new_one(installation: Installation):
    people = installation.people
    zoe = people.add("Zoe", None, "viewer")
    invited = link_for(installation, zoe, "Root", ORIGIN)
    assert (invited.kind, invited.address.startswith(f"{ORIGIN}/invitation/")) == ("invitation", True)
    people.set_password("Zoe", PASSWORD)
    reset = link_for(installation, zoe, "Root", ORIGIN)
    assert reset.address.startswith(f"{ORIGIN}/reset/")
    assert people.links.find(invited.address.rpartition("/")[2], "invitation") is None
    assert people.links.find(reset.address.rpartition("/")[2], "reset").client == "Root"


def test_the_public_address_goes_before_the_one_that_the_author_uses(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ETAPES_PUBLIC_URL", "https://etapes.example.org/team/")
    made = link_for(installation, installation.people.person("Root"), "Root", ORIGIN)
    assert made.address.startswith("https://etapes.example.org/team/reset/")


def test_a_directorys_person_and_a_closed_account_get_none(installation: Installation):
    people = installation.people
    bea = people.add("Bea", None, "viewer", provider="ldap", external_key="7")
    carl = people.add("Carl", PASSWORD, "viewer", disabled=True)
    for person, code in ((bea, "password_elsewhere"), (carl, "link_for_closed")):
        with pytest.raises(Problems) as refused:
            link_for(installation, person, "Root", ORIGIN)
        assert refused.value.problems[0].code == code
    with pytest.raises(Problems, match="public_address_missing"):
        link_for(installation, people.person("Root"), "Root")
