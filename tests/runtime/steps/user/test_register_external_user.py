"""People of a real directory get accounts: hundreds at once, each once, nobody who is disabled there."""

from collections.abc import Iterator

import pytest

from runtime.connectors.catalog import ConnectorCatalog
from runtime.connectors.directory import DIRECTORIES
from runtime.directory_access import SEARCHED
from runtime.installation import Installation
from runtime.problems import Outage, Problems
from runtime.steps.user.register_external_user import RegisterExternalUser
from storage.connector import Connector
from tests.runtime.connectors.directory.conftest import LOOPBACK
from tests.slapd import PASSWORD, Slapd, slapd

BY_NAME = {"provider": "team", "user_name": "who"}
EDITORS = [{"group": "editors", "role": "designer"}]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd(tmp_path_factory.mktemp("slapd"), count=200) as running:
        yield running


@pytest.fixture
def house(stage, server: Slapd, tmp_path) -> Iterator[Installation]:
    """The stage with the directory `team` and the provider `login`; people are real."""
    with Installation(tmp_path / "house", own=False) as opened:
        opened.allowed_hosts.save(LOOPBACK, "root")
        told = server.settings(roles=EDITORS)
        team = Connector(name="Team", kind="ldap", settings=told | {"password": {"secret": "password"}})
        opened.connectors().save(team, {"password": told["password"]}, "root")
        provider = {"issuer": "https://login.example.com", "client_id": "etapes", "role": "none"}
        opened.connectors().save(Connector(name="Login", kind="oidc", settings=provider), {}, "root")
        opened.connectors().save(Connector(name="Shop", settings={"address": "https://shop.example"}), {}, "root")
        stage.directories = opened.directories_for("prod")
        stage.catalogs["connector"] = ConnectorCatalog(opened.connectors())
        yield opened


def test_two_hundred_people_are_registered_once_and_sign_in_through_the_directory(stage, house):
    items = [{"who": f"person{at}"} for at in range(200)]
    users = [item["user"] for item in stage.play("register_external_user", BY_NAME, items).items()]
    assert [user["userName"] for user in users] == [item["who"] for item in items]
    assert {user["created"] for user in users} == {True} and len({user["id"] for user in users}) == 200
    assert (users[0]["email"], users[0]["role"], users[2]["role"]) == ("person0@tests.example", "designer", "viewer")
    stage.done.clear()
    again = [item["user"] for item in stage.play("register_external_user", BY_NAME, items).items()]
    assert again == [user | {"created": False} for user in users]
    assert house.people.check_password("person117", PASSWORD).id == users[117]["id"]
    assert not house.people.has_password("person117")


def test_whoever_is_disabled_there_or_not_there_is_a_bad_item(stage, house):
    items = [{"who": "person1"}, {"who": "ada"}, {"who": "nobody"}, {"who": None}]
    for at, code in ((1, "external_user_disabled"), (2, "external_user_unknown"), (3, "external_user_unknown")):
        with pytest.raises(Problems) as wrong:
            stage.play("register_external_user", BY_NAME, [items[0], items[at]])
        assert [(one.code, one.setting, one.item["index"]) for one in wrong.value.problems] == [(code, "user_name", 1)]
    stage.done.clear()
    model = stage.play("register_external_user", BY_NAME, items, advanced={"on_error": "skip_item"})
    assert [item["user"]["userName"] for item in model.items()] == ["person1"]
    assert [one.name for one in house.people.list()] == ["person1"]


def test_the_account_may_be_called_otherwise_and_is_found_by_the_key(stage, house):
    key = house.directories().get("team").by_name(["person7"])[0].key
    settings = {"provider": "team", "user_name": "called", "key": "key"}
    [item] = stage.play("register_external_user", settings, [{"called": "Seven", "key": key.upper()}]).items()
    assert (item["user"]["userName"], item["user"]["firstName"]) == ("Seven", "Given7")
    assert house.people.check_password("seven", PASSWORD).name == "Seven"
    house.people.add("person8", None, "none")
    with pytest.raises(Problems) as wrong:
        stage.done.clear()
        stage.play("register_external_user", BY_NAME, [{"who": "person8"}])
    assert wrong.value.problems[0].code == "external_user_name_taken"


def test_a_provider_that_cannot_be_searched_is_told_everything(stage, house):
    settings = {"provider": "login", "user_name": "who", "key": "sub"}
    [item] = stage.play("register_external_user", settings, [{"who": "ann", "sub": 17}]).items()
    person = house.people.outside.find("login", "17")
    assert (item["user"]["id"], person.name, person.role) == (person.id, "ann", "none")


def test_a_directory_that_is_down_is_worth_another_attempt(stage, house, server):
    server.stop()
    try:
        with pytest.raises(Outage):
            stage.play("register_external_user", BY_NAME, [{"who": "person1"}])
    finally:
        server.start()


def test_a_dry_run_says_how_many_and_a_preview_asks_nobody(stage, house):
    model = stage.play("register_external_user", BY_NAME, [{"who": "a"}, {"who": "b"}], dry=True)
    assert [(one.code, one.parameters) for one in stage.events] == [("would_register_users", {"count": 2})]
    assert list(model.items()[0]["user"]) == list(model.schema["user"].fields)
    assert house.people.list() == []


def test_settings_that_cannot_work(stage, house):
    def wrong(**settings):
        kind = RegisterExternalUser.model_validate({"provider": "team", **settings})
        return [(one.code, one.setting) for one in (*kind.problems(), *kind.problems_in(stage.known))]

    assert wrong(user_name="a") == wrong(provider="login", user_name="a", key="b") == []
    assert DIRECTORIES.keys() == SEARCHED.keys()
    assert wrong() == [("external_user_by_nothing", "user_name")]
    assert wrong(provider="shop", user_name="a") == [("connector_no_directory", "provider")]
    assert wrong(provider="login", user_name="a") == [("external_user_needs_both", "key")]


def test_a_flow_signs_them_in_as_the_door_does(stage, house, server):
    stage.accounts = house.accounts_for("prod")
    stage.play("register_external_user", BY_NAME, [{"who": "person3"}])
    items = [{"who": "person3", "password": house.vault.seal(word)} for word in (PASSWORD, "wrong")]
    stage.done.clear()
    settings = {"user_name": "who", "password": "password"}
    told = [item["login"] for item in stage.play("login_with_password", settings, items).items()]
    assert [(one["signedIn"], one["reason"]) for one in told] == [(True, None), (False, "refused")]
    assert house.people.session(house.vault.open(told[0]["token"])).name == "person3"
    server.stop()
    try:
        stage.done.clear()
        with pytest.raises(Outage):
            stage.play("login_with_password", settings, items[1:])
    finally:
        server.start()
