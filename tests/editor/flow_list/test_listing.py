"""The list finds flows as people look for them."""

import pytest

from editor.flow_list.listing import Listing
from runtime.installation import Installation


@pytest.fixture
def installation(tmp_path):
    with Installation(tmp_path) as opened:
        for name in ("Été à Lyon", "Winter", "Second winter"):
            opened.flows().create({"name": name, "phases": []}, "ada")
        yield opened


def names(listing: Listing) -> list[str]:
    return [flow.name for flow in listing.page()]


def test_the_latest_change_comes_first(installation: Installation):
    listing = Listing(installation)
    assert listing.look()
    assert names(listing) == ["Second winter", "Winter", "Été à Lyon"]
    assert not listing.look()


@pytest.mark.parametrize(
    ("sought", "found"), [("ete", ["Été à Lyon"]), ("WINTER", ["Second winter", "Winter"]), ("x", [])]
)
def test_case_and_accents_do_not_matter(installation: Installation, sought: str, found: list[str]):
    listing = Listing(installation, sought)
    listing.look()
    assert names(listing) == found


def test_a_page_shows_so_many(installation: Installation):
    listing = Listing(installation, shown=2)
    listing.look()
    assert len(names(listing)) == 2


def test_words_that_change_nothing_leave_the_page_as_it_is(installation: Installation):
    listing = Listing(installation)
    listing.look()
    assert listing.seek("winter")
    assert not listing.seek("winte")
    assert listing.seek("x")
    assert listing.seek("xy")
