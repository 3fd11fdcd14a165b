"""Users made and changed by a flow."""

import pytest

from runtime.account_access import UserChange
from runtime.problems import Outage, Problems
from runtime.steps.user.update_or_create_user_info import UpdateOrCreateUserInfo
from storage.errors import DiskFull
from tests.storage.accounts import PASSWORD

SETTINGS = {"user_name": "who", "password": "pass", "disabled": "closed"}
FIELDS = [{"field": "email", "from": "mail"}, {"field": "lastName", "value": "Doe"}]


def save(stage, item, *, fields=FIELDS, **more):
    stage.done.clear()
    whole = {"who": None, "pass": None, "closed": None, "mail": None, **item}
    model = stage.play("update_or_create_user_info", {**SETTINGS, "fields": fields}, [whole], **more)
    return model.items()[0]["user"]


def test_a_new_user_gets_a_password_and_no_role(stage, house):
    made = save(stage, {"who": "Eve", "pass": house.sealed("quite a long one"), "mail": "eve@example.org"})
    eve = house.people.check_password("eve", "quite a long one")
    assert made == {"id": eve.id, "userName": "Eve", "done": "created"}
    assert (eve.role, eve.email, eve.last_name) == ("none", "eve@example.org", "Doe")
    assert "quite a long one" not in repr(stage.done)


def test_a_known_user_keeps_what_is_not_said(stage, house):
    session = house.people.open_session("ann", "")
    done = save(stage, {"who": "ANN", "mail": "new@example.org"})
    ann = house.people.session(session)
    assert (done["done"], ann.email, ann.first_name) == ("updated", "new@example.org", "Ann")
    assert house.people.check_password("ann", PASSWORD)
    save(stage, {"who": "ann", "pass": "another password"}, fields=[])
    assert house.people.session(session) is None
    assert house.people.check_password("ann", "another password")


def test_an_account_is_closed_opened_and_renamed(stage, house):
    save(stage, {"who": "ann", "closed": True}, fields=[])
    assert house.people.check_password("ann", PASSWORD) is None
    save(stage, {"who": "ann", "closed": "no"}, fields=[{"field": "userName", "value": "Anna"}])
    assert house.people.check_password("anna", PASSWORD).name == "Anna"


@pytest.mark.parametrize("word", ["oui", "vrai", "TRUE ", "Yes", 1, 1.0, True])
def test_an_account_is_closed_by_whatever_says_yes(stage, house, word):
    save(stage, {"who": "ann", "closed": word}, fields=[])
    assert house.people.person("ann").disabled


@pytest.mark.parametrize("word", ["non", "Faux", "no", 0, False])
def test_an_account_is_opened_by_whatever_says_no(stage, house, word):
    house.people.set_disabled("ann", True)
    save(stage, {"who": "ann", "closed": word}, fields=[])
    assert not house.people.person("ann").disabled


@pytest.mark.parametrize("word", ["", " ", None])
def test_an_account_stays_closed_where_nothing_is_said(stage, house, word):
    house.people.set_disabled("ann", True)
    save(stage, {"who": "ann", "closed": word}, fields=[])
    assert house.people.person("ann").disabled


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({"who": "ann", "closed": "on"}, ("disabled_unclear", "disabled")),
        ({"who": "ann", "closed": "maybe"}, ("disabled_unclear", "disabled")),
        ({"who": "ann", "pass": {"a": "quite a long one"}}, ("text_from_many", "password")),
        ({"who": ["ann"], "pass": "quite a long one"}, ("text_from_many", "user_name")),
    ],
)
def test_a_value_that_is_none_is_told_with_its_setting_and_its_item(stage, house, item, found):
    house.people.set_disabled("ann", True)
    with pytest.raises(Problems) as wrong:
        save(stage, item, fields=[])
    [said] = wrong.value.problems
    assert ((said.code, said.setting), said.item["index"]) == (found, 0)
    assert house.people.person("ann").disabled


@pytest.mark.parametrize("policy", ["stop", "skip_item", "continue"])
def test_a_full_disk_is_no_items_end(stage, house, policy, monkeypatch):
    def full(*_, **__):
        raise DiskFull(file="people.sqlite")

    monkeypatch.setattr(house.people, "change", full)
    with pytest.raises(Outage) as wrong:
        save(stage, {"who": "ann", "mail": "new@example.org"}, advanced={"on_error": policy})
    assert ([one.code for one in wrong.value.problems], "0" in stage.done) == (["disk_full"], False)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"who": "Eve"}, "user_needs_password"), ({"who": "Eve", "pass": "short"}, "password_too_short"),
        ({"who": "Eve", "pass": "password123"}, "password_common"),
        ({"who": "", "pass": "quite a long one"}, "name_not_allowed"),
        ({"who": "ann", "mail": "x@y.example\r\nBcc: z@y.example"}, "email_not_allowed"),
        ({"who": "root", "pass": "quite a long one"}, "account_guarded"),
        ({"who": "root", "mail": "evil@example.org"}, "account_guarded"),
        ({"who": "root", "closed": True}, "account_guarded"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_changes(stage, house, item, code):
    before = house.people.list()
    with pytest.raises(Problems) as wrong:
        save(stage, item)
    assert ([one.code for one in wrong.value.problems], house.people.list()) == ([code], before)


def test_whoever_administers_by_an_assigned_role_is_guarded_too(installation):
    installation.people.add("lea", PASSWORD, "lead")
    accounts = installation.accounts_for("prod")("ann")
    accounts.save(UserChange("lea", fields={"email": "lea@example.org"}))
    installation.roles.assign(installation.people.person("lea").id, "administrator")
    for closed in (False, True):
        installation.people.set_disabled("lea", closed)
        with pytest.raises(Problems, match="account_guarded"):
            accounts.save(UserChange("lea", password="quite a long one", disabled=False))


def test_a_dry_run_tells_who_would_be_created(stage, house):
    assert save(stage, {"who": "Eve"}, dry=True)["done"] == "created"
    assert stage.events[-1].parameters == {"created": 1, "updated": 0}
    assert save(stage, {"who": "ann"}, dry=True)["done"] == "updated"
    assert len(house.people.list()) == 2


def test_a_dry_run_counts_somebody_new_once(stage, house):
    items = [{"who": "Eve"}, {"who": "eve "}, {"who": "Ann"}]
    stage.play("update_or_create_user_info", {"user_name": "who"}, items, dry=True)
    assert stage.events[-1].parameters == {"created": 1, "updated": 2}


def test_a_field_that_is_filled_twice_is_named():
    settings = {"user_name": "who", "fields": [{"field": "email", "value": "a"}, {"field": "email", "value": "b"}]}
    found = UpdateOrCreateUserInfo.model_validate(settings).problems()
    assert [(one.code, one.setting) for one in found] == [("target_twice", "fields[1].field")]


def test_a_sandbox_changes_no_account_that_counts_elsewhere(stage, house):
    stage.accounts = house.accounts("dev")
    ann = house.people.person("ann").id
    house.given.assign(ann, "lead", sandbox="dev")
    assert save(stage, {"who": "ann", "mail": "new@example.org"})["done"] == "updated"
    house.given.assign(ann, "viewer", sandbox="prod")
    for item in ({"pass": "quite a long one"}, {"closed": True}, {"mail": "evil@example.org"}):
        with pytest.raises(Problems, match="account_of_elsewhere"):
            save(stage, {"who": "ann", **item})
    assert house.people.person("ann").email == "new@example.org"


def test_an_update_that_is_refused_leaves_all_as_it_was(stage, house):
    session = house.people.open_session("ann", "")
    with pytest.raises(Problems, match="name_taken"):
        save(stage, {"who": "ann", "pass": "quite a long one", "closed": True},
             fields=[{"field": "userName", "value": "root"}])  # fmt: skip
    assert house.people.session(session).name == "Ann"
    assert house.people.check_password("ann", PASSWORD)


@pytest.mark.parametrize(("who", "done"), [("ann", "updated"), ("eve", "created")])
def test_a_deed_that_was_cut_off_is_done_again_under_the_new_name(stage, house, who, done):
    item = {"who": who, "pass": "quite a long one", "closed": None}
    settings = {**SETTINGS, "fields": [{"field": "userName", "value": "Anew"}]}
    first = stage.play("update_or_create_user_info", settings, [item]).items()[0]["user"]
    del stage.done["0"]
    again = stage.play("update_or_create_user_info", settings, [item]).items()[0]["user"]
    assert again == first == {"id": house.people.person("anew").id, "userName": "Anew", "done": done}
    assert len(house.people.list()) == (2 if done == "updated" else 3)
