"""A user gets roles inside a context, and nowhere else."""

import pytest

from runtime.problems import Problems

SETTINGS = {"user": "who", "context": "where", "roles": ["operator", "viewer"]}


@pytest.fixture
def item(house, roles):
    """Ann and the context of a customer."""
    context = roles.register("prod", "customer", 1, "Miller", number=1)
    return {"who": house.people.person("ann").id, "where": context.id}


def test_roles_hold_inside_the_context_and_are_given_once(stage, roles, item):
    model = stage.play("assign_context_role_for_model", SETTINGS, [item])
    assert model.items()[0]["assigned"] == ["operator", "viewer"]
    assert roles.rights("ann", "prod", item["where"]) == {"read", "run", "enter"}
    assert roles.rights("ann", "prod") == set()
    stage.done.clear()
    assert stage.play("assign_context_role_for_model", SETTINGS, [item]).items()[0]["assigned"] == []


@pytest.mark.parametrize(
    ("wrong", "code", "named"),
    [
        ({"who": "nobody"}, "user_id_unknown", "nobody"),
        ({"where": "nowhere"}, "context_not_found", "nowhere"),
    ],
)
def test_who_or_what_is_unknown_is_named(stage, item, wrong, code, named):
    with pytest.raises(Problems) as refused:
        stage.play("assign_context_role_for_model", SETTINGS, [item | wrong])
    [found] = refused.value.problems
    assert (found.code, found.parameters["id"]) == (code, named)


def test_roles_that_are_unknown_are_named_and_none_is_given(stage, roles, item):
    with pytest.raises(Problems) as refused:
        stage.play("assign_context_role_for_model", SETTINGS | {"roles": ["viewer", "king", "queen"]}, [item])
    assert refused.value.problems[0].parameters["role"] == "king, queen"
    assert roles.all() == []


def test_a_context_of_another_sandbox_is_unknown(stage, roles, item):
    other = roles.register("dev", "customer", 1, "Miller", number=1)
    with pytest.raises(Problems, match="context_not_found"):
        stage.play("assign_context_role_for_model", SETTINGS, [item | {"where": other.id}])


def test_a_dry_run_gives_nothing(stage, roles, item):
    stage.play("assign_context_role_for_model", SETTINGS, [item], dry=True)
    assert (roles.all(), stage.events[-1].code) == ([], "would_assign_roles")


def test_a_deed_that_was_cut_off_says_what_it_gave(stage, item):
    stage.play("assign_context_role_for_model", SETTINGS, [item])
    del stage.done["0"]
    again = stage.play("assign_context_role_for_model", SETTINGS, [item])
    assert again.items()[0]["assigned"] == ["operator", "viewer"]
