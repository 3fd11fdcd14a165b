"""Links that work once, and not after the password changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.roles import Roles


@pytest.fixture
def ann(people):
    return people.person("ann").id


def test_a_link_works_once_and_looking_at_it_is_free(people, ann):
    secret = people.links.make(ann, "reset", "shop")
    assert people.links.find(secret, "reset").person == ann
    assert people.links.use(secret, "reset").client == "shop"
    assert people.links.find(secret, "reset") is people.links.use(secret, "reset") is None


def test_of_two_who_come_at_once_one_gets_it(people, ann):
    secret = people.links.make(ann, "reset")
    with ThreadPoolExecutor(4) as threads:
        got = list(threads.map(lambda _: people.links.use(secret, "reset"), range(4)))
    assert [one is not None for one in got].count(True) == 1


@pytest.mark.parametrize(
    ("purpose", "time"), [("reset", {"hours": 1}), ("confirm", {"days": 3}), ("second", {"minutes": 10})]
)
def test_a_link_ends(people, ann, clock, purpose, time):
    secret = people.links.make(ann, purpose)
    clock.passes(**time)
    assert people.links.use(secret, purpose) is None


def test_a_link_is_for_one_purpose_and_a_newer_one_replaces_it(people, ann):
    old, confirm = people.links.make(ann, "reset"), people.links.make(ann, "confirm")
    new = people.links.make(ann, "reset")
    assert [people.links.find(one, "reset") is not None for one in (old, new, confirm)] == [False, True, False]


def test_a_new_password_and_a_new_address_void_every_link(people, ann):
    reset, invitation = people.links.make(ann, "reset"), people.links.make(ann, "invitation")
    people.set_password("ann", "another password")
    confirm = people.links.make(ann, "confirm")
    people.set_info("ann", {"email": "new@example.org"})
    assert people.links.use(reset, "reset") is people.links.use(invitation, "invitation") is None
    assert people.links.use(confirm, "confirm") is None


def test_the_file_holds_no_link(people, ann, tmp_path):
    secret = people.links.make(ann, "reset")
    assert secret.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_no_link_outlives_a_better_role_of_its_person(people, tmp_path):
    roles = Roles(tmp_path / "people.sqlite")
    eve = people.add("Eve", None, "viewer").id
    early, late = roles.groups.add("Early"), roles.groups.add("Late")
    roles.assign(late.holder, "administrator")

    def holds_after(deed):
        secret = people.links.make(eve, "invitation")
        deed()
        return people.links.find(secret, "invitation") is not None

    assert not holds_after(lambda: people.set_role("eve", "lead"))
    assert not holds_after(lambda: roles.assign(eve, "lead", sandbox="dev"))
    assert not holds_after(lambda: roles.groups.join(late.id, eve))
    assert holds_after(lambda: roles.groups.join(early.id, eve)), "a group without roles raises nobody"
    assert not holds_after(lambda: roles.assign(early.holder, "administrator"))
    roles.define("clerk", ["read"])
    assert not holds_after(lambda: roles.assign(eve, "clerk"))
    assert not holds_after(lambda: roles.define("clerk", ["read", "administer"]))
    roles.close()


def test_what_is_given_inside_a_context_leaves_links_alone(people, tmp_path):
    roles = Roles(tmp_path / "people.sqlite")
    eve = people.add("Eve", None, "none").id
    secret = people.links.make(eve, "invitation")
    roles.assign(eve, "operator", context=roles.register("prod", "customer", 1, "Miller", number=1).id)
    assert people.links.find(secret, "invitation")
    roles.close()
