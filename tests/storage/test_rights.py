"""Each role may do what its name promises, and nothing more."""

import pytest

from storage.person import NO_ROLE, ROLES
from storage.rights import RIGHTS, allowed, rights_of


def test_every_role_that_an_account_can_have_is_in_the_table():
    assert set(RIGHTS) == {*ROLES, NO_ROLE}


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("viewer", {"read"}, {"run", "enter", "design", "publish", "administer"}),
        ("operator", {"read", "run", "enter"}, {"design", "publish", "administer"}),
        ("designer", {"read", "design", "enter"}, {"run", "publish", "invite", "administer"}),
        ("lead", {"read", "design", "run", "enter", "publish", "invite"}, {"administer"}),
        ("administrator", {"read", "design", "run", "enter", "publish", "administer"}, set()),
    ],
)
def test_a_role_may_do_its_work_and_no_more(role, may, may_not):
    assert all(allowed(role, right) for right in may)
    assert not any(allowed(role, right) for right in may_not)


def test_roles_add_up_also_those_of_this_installation():
    assert rights_of(["viewer", "clerk"], {"clerk": frozenset({"enter"})}) == {"read", "enter"}
    assert rights_of([NO_ROLE, "client"], {}) == set()


def test_an_unknown_role_may_nothing():
    assert not any(allowed("root", right) for right in RIGHTS["administrator"])
