"""Who leaves has no role any more."""

import pytest

from runtime.problems import Problems


def test_all_roles_are_taken_and_counted(stage, house, roles):
    ann = house.people.person("ann").id
    roles.assign(ann, "lead", sandbox="dev")
    roles.assign(ann, "viewer", context=roles.register("prod", "customer", 1, "Miller", number=1).id)
    model = stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": ann}])
    assert (model.items()[0]["removed"], roles.of(ann)) == (2, [])


def test_somebody_unknown_is_named(stage, roles):
    with pytest.raises(Problems, match="user_id_unknown"):
        stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": "nobody"}])


def test_a_dry_run_takes_nothing(stage, house, roles):
    ann = house.people.person("ann").id
    roles.assign(ann, "lead", sandbox="dev")
    stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": ann}], dry=True)
    assert (len(roles.of(ann)), stage.events[-1].code) == (1, "would_remove_roles")


def test_a_sandbox_takes_its_own_roles_alone(stage, house, roles):
    stage.roles = house.roles("dev")
    ann = house.people.person("ann").id
    roles.assign(ann, "lead", sandbox="dev")
    roles.assign(ann, "viewer", context=roles.register("dev", "customer", 1, "Miller", number=1).id)
    roles.assign(ann, "viewer", sandbox="prod")
    roles.assign(ann, "operator")
    model = stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": ann}])
    assert model.items()[0]["removed"] == 2
    assert [(one.role, one.sandbox) for one in roles.of(ann)] == [("viewer", "prod"), ("operator", "")]


def test_who_administers_keeps_all(stage, house, roles):
    ann = house.people.person("ann").id
    roles.assign(ann, "administrator")
    house.people.set_disabled("ann", True)
    with pytest.raises(Problems, match="account_guarded"):
        stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": ann}])
    assert len(roles.of(ann)) == 1


def test_a_deed_that_was_cut_off_says_what_it_took(stage, house, roles):
    ann = house.people.person("ann").id
    roles.assign(ann, "lead", sandbox="dev")
    stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": ann}])
    del stage.done["0"]
    again = stage.play("remove_assigned_roles_for_user", {"user": "who"}, [{"who": ann}])
    assert again.items()[0]["removed"] == 1
