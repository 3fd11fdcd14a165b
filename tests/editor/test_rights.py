"""Each role may do what its name promises, and nothing more."""

import pytest

from editor.rights import RIGHTS, allowed
from storage.person import ROLES


def test_every_role_that_an_account_can_have_is_in_the_table():
    assert set(RIGHTS) == set(ROLES)


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("viewer", {"read"}, {"run", "design", "publish", "administer"}),
        ("operator", {"read", "run"}, {"design", "publish", "administer"}),
        ("designer", {"read", "design"}, {"run", "publish", "administer"}),
        ("lead", {"read", "design", "run", "publish"}, {"administer"}),
        ("administrator", {"read", "design", "run", "publish", "administer"}, set()),
    ],
)
def test_a_role_may_do_its_work_and_no_more(role, may, may_not):
    assert all(allowed(role, right) for right in may)
    assert not any(allowed(role, right) for right in may_not)


def test_an_unknown_role_may_nothing():
    assert not any(allowed("root", right) for right in RIGHTS["administrator"])
