"""Signing in through a real directory: registered people, newcomers, groups, the disabled, and a directory that is
down."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from runtime.connectors.directory.reception import STAYS
from runtime.installation import Installation
from storage.connector import Connector
from storage.errors import TooManyAttempts
from storage.outsiders import DirectorySilent
from storage.people import People
from tests.runtime.connectors.directory.conftest import LOOPBACK
from tests.slapd import PASSWORD, Slapd

OWN = "a password of our own"
EDITORS = [{"group": "Editors", "role": "designer"}, {"group": "rulers", "role": "lead"}]


@pytest.fixture
def house(tmp_path):
    with Installation(tmp_path / "house", own=False) as opened:
        opened.allowed_hosts.save(LOOPBACK, "root")
        opened.people.add("root", OWN, "administrator")
        yield opened


def connect(house: Installation, server: Slapd, **more) -> str:
    """The directory as a connector of the house; its id."""
    told = server.settings(**more)
    secret = {"password": told["password"]}
    settings = told | {"password": {"secret": "password"}}
    made = Connector(name="Team", kind="ldap", settings=settings)
    return house.connectors().save(made, secret, "root").id


def register(house: Installation, provider: str, *names: str) -> None:
    directory = house.directories().get(provider)
    for found in directory.by_name(names):
        house.people.add(found.name, None, "viewer", provider=provider, external_key=found.key)


def test_whoever_is_registered_signs_in_with_the_password_they_know(house, server):
    register(house, connect(house, server), "person0")
    person = house.people.check_password("PERSON0", PASSWORD)
    assert (person.name, person.email, person.first_name, person.role) == (
        "person0", "person0@tests.example", "Given0", "viewer",
    )  # fmt: skip
    for name, password in (("person0", "wrong"), ("person0", ""), ("person1", PASSWORD), ("root", PASSWORD)):
        assert house.people.check_password(name, password) is None
    assert house.people.check_password("root", OWN).name == "root"


def test_a_newcomer_gets_an_account_where_that_is_wanted(house, server):
    connect(house, server, newcomers=True, roles=EDITORS, role="operator")
    assert house.people.check_password("person1", PASSWORD).role == "lead"
    assert house.people.check_password("person2", PASSWORD).role == "operator"
    assert house.people.check_password("person1", "wrong") is None
    assert [one.name for one in house.people.list()] == ["person1", "person2", "root"]
    assert house.people.check_password("ada", PASSWORD) is None, "locked there"


def test_groups_give_the_role_anew_at_each_sign_in(house, server):
    register(house, connect(house, server, roles=EDITORS), "person2")
    people = house.people
    for members, role in ((["person2"], "designer"), ([], "viewer")):
        server.join("editors", *members, "person0", "person1")
        assert people.check_password("person2", PASSWORD).role == role
        assert people.person("person2").role == role
    assert [one.action for one in house.audit.search("role_set")] == ["role_set"] * 2


def test_whoever_is_disabled_there_does_not_come_in_and_does_not_stay(house, server):
    register(house, connect(house, server, disabled="employeeType=former"), "person0", "person1", "person2")
    people = house.people
    sessions = {name: people.open_session(name, "") for name in ("person0", "person1", "person2", "root")}
    token = people.add_token("person0")
    try:
        server.change("person0", employeeType="former")
        house.reception.look_again()
        assert [name for name, secret in sessions.items() if people.session(secret)] == ["person1", "person2", "root"]
        assert people.token(token) is None
        assert people.check_password("person0", PASSWORD) is None
    finally:
        server.change("person0", employeeType=None)
    assert people.check_password("person0", PASSWORD).name == "person0", "welcome again"
    assert people.token(token)


def test_a_directory_that_is_down_ends_nobody_and_lets_only_our_own_in(house, server):
    provider = connect(house, server)
    register(house, provider, "person0")
    session = house.people.open_session("person0", "")
    connect_again(house, provider, address="localhost:1", time_limit=1)
    house.reception.look_again()
    assert house.people.session(session)
    for name in ("person0", "nobody", "root"):
        with pytest.raises(DirectorySilent):
            house.people.check_password(name, "wrong")
    assert house.people.check_password("root", OWN).name == "root"


def test_a_directory_that_is_no_door_any_more_sends_its_people_out(house, server):
    provider = connect(house, server)
    register(house, provider, "person0")
    session = house.people.open_session("person0", "")
    connect_again(house, provider, sign_in=False)
    assert house.people.check_password("person0", PASSWORD) is None
    house.reception.look_again()
    assert house.people.session(session) is None


def test_guessing_gets_slower_here_before_the_directory_is_asked(house, server):
    register(house, connect(house, server), "person0")
    for _ in range(5):
        assert house.people.check_password("person0", "wrong", "10.0.0.1") is None
    with pytest.raises(TooManyAttempts):
        house.people.check_password("person0", PASSWORD, "10.0.0.1")


def test_the_time_of_an_answer_tells_nobody_who_is_known_where(house, server, tmp_path):
    register(house, connect(house, server), "person0")

    def seconds(name: str, at: int) -> float:
        before = perf_counter()
        assert house.people.check_password(name, "wrong", f"10.0.0.{at}") is None
        return perf_counter() - before

    times = {name: min(seconds(name, at) for at in range(4)) for name in ("person0", "nobody", "root")}
    assert max(times.values()) < 5 * min(times.values())


def test_a_directory_of_another_sandbox_opens_no_door_but_to_whom_it_registered(house, server):
    house.sandboxes.create("test", "Test", "root")
    told = server.settings(newcomers=True)
    made = Connector(name="Team", kind="ldap", settings=told | {"password": {"secret": "password"}})
    house.connectors("test").save(made, {"password": told["password"]}, "root")
    assert house.people.check_password("person0", PASSWORD) is None
    key = house.directories("test").get("team").by_name(["person0"])[0].key
    house.people.add("guest", None, "viewer", provider="test/team", external_key=key)
    assert house.people.check_password("guest", PASSWORD).name == "guest"


def test_where_nobody_can_be_looked_up_sessions_end_after_half_a_day(house, tmp_path):
    provider = Connector(name="Login", kind="oidc", settings={"issuer": "https://login.example", "client_id": "x"})
    house.connectors().save(provider, {}, "root")
    now, opened = datetime.now(UTC), {}
    for name, ago in (("early", STAYS + timedelta(minutes=1)), ("late", timedelta(hours=1))):
        then = People(house.folder / "people.sqlite", lambda ago=ago: now - ago)
        then.add(name, None, "viewer", provider="login", external_key=name)
        opened[name] = then.open_session(name, "")
        then.close()
    house.reception.look_again()
    assert [name for name, secret in opened.items() if house.people.session(secret)] == ["late"]


def connect_again(house: Installation, provider: str, **more) -> None:
    before = house.connectors().get(provider)
    changed = before.model_copy(update={"settings": before.settings | more})
    house.connectors().save(changed, {}, "root")
