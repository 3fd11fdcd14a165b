"""A secret goes only where whoever entered it meant it to go."""

import pytest

from runtime.connectors.checking import connector_problems, sent_elsewhere, with_marks
from storage.connector import Connector

MARK = {"secret": "token"}
BEFORE = Connector(name="Shop", settings={"address": "https://shop.example", "authentication": "bearer", "token": MARK})


def changed(**settings):
    return BEFORE.model_copy(update={"settings": BEFORE.settings | settings})


@pytest.mark.parametrize("change", [{"address": "https://thief.example"}, {"certificate": "PEM"}])
def test_another_place_needs_the_secret_again(change):
    assert [one.setting for one in sent_elsewhere(BEFORE, changed(**change), ())] == ["settings.token"]
    assert sent_elsewhere(BEFORE, changed(**change), {"token"}) == []
    assert sent_elsewhere(BEFORE, changed(**change, token=None), ()) == []


@pytest.mark.parametrize("change", [{"time_limit": 5}, {"certificate": ""}, {"headers": []}])
def test_the_same_place_does_not(change):
    assert sent_elsewhere(BEFORE, changed(**change), ()) == []


def test_a_mark_stands_only_for_what_is_stored():
    assert with_marks(changed(token={"secret": "password"}), {"token"}).settings["token"] == MARK
    assert with_marks(changed(), ()).settings["token"] is None


def test_nobody_is_saved_without_name_and_address():
    found = connector_problems(Connector(kind="http"))
    assert [(one.code, one.setting) for one in found] == [
        ("connector_name_missing", "name"), ("setting_missing", "settings.address"),
    ]  # fmt: skip
