"""The sign-in log."""

from tests.storage.accounts import PASSWORD


def test_who_came_in_and_who_was_refused_is_told(people, clock):
    people.check_password("ann", "wrong wrong", "192.0.2.1")
    people.check_password("nobody", "wrong wrong", "192.0.2.2")
    people.open_session("ann", "192.0.2.3", way="flow")
    people.add("Bob", PASSWORD, "viewer", disabled=True)
    people.check_password("bob", PASSWORD, "192.0.2.4")
    assert [(one.outcome, one.name, one.address, one.way) for one in people.sign_ins.newest()] == [
        ("disabled", "Bob", "192.0.2.4", "page"), ("in", "Ann", "192.0.2.3", "flow"),
        ("wrong_password", "", "192.0.2.2", "page"), ("wrong_password", "Ann", "192.0.2.1", "page"),
    ]  # fmt: skip
    newest = people.sign_ins.newest(limit=1)[0].number
    assert len(people.sign_ins.newest(people.person("ann").id, before=newest)) == 2


def test_a_year_later_it_is_forgotten(people, clock):
    people.open_session("ann", "")
    clock.passes(days=366)
    people.open_session("ann", "")
    assert len(people.sign_ins.newest()) == 1
