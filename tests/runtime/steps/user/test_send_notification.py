"""People are told in words of one's own: each once, each alone, and nothing that was smuggled in."""

import pytest

from runtime.check import check
from runtime.known import Known
from runtime.problems import Outage, Problem, Problems
from storage.people_tables import PEOPLE
from tests.runtime.steps.user.post import Post, post

ORDERS = [
    {"number": 7, "who": "Ann", "mail": "dan@example.com"},
    {"number": 8, "who": "Cleo", "mail": "eve@example.com"},
]
FIELD = [{"field": "who"}]


@pytest.fixture
def told(stage, tmp_path):
    with post(stage, tmp_path) as opened:
        yield opened


def send(stage, items=ORDERS, **more):
    settings = {"subject": "Order {number}", "recipients": FIELD, **more.pop("settings", {})}
    return stage.play("send_notification", settings, items, **more).items()


def problem(stage, *args, **how):
    with pytest.raises(Problems) as wrong:
        send(stage, *args, **how)
    return wrong.value.problems[0]


def test_each_item_tells_its_own_person(stage, told: Post):
    made = send(stage, settings={"body": "Dear {who},\nyour order {number} is on its way. {not a field}"})
    assert [(one.subject, one.body) for one in told.told("Ann")] == [
        ("Order 7", "Dear Ann,\nyour order 7 is on its way. {not a field}")
    ]
    assert [one.subject for one in told.told("Cleo")] == ["Order 8"]
    assert [one["notification"] for one in made] == [{"channel": "in_app", "count": 1}] * 2
    assert (stage.events[-1].code, stage.events[-1].parameters) == ("notified", {"count": 2})


def test_a_role_is_everybody_who_has_it_and_nobody_is_told_twice(stage, told: Post):
    people, roles = told.counter.people, told.counter.roles
    people.add("Dan", None, "lead")
    people.set_disabled("Dan", True)
    roles.assign(people.person("Cleo").id, "lead", sandbox="prod")
    made = send(stage, settings={"recipients": [{"role": "lead"}, {"user": "Ann"}], "mode": "once"})
    assert [len(told.told(name)) for name in ("Ann", "Bob", "Cleo", "Dan")] == [1, 1, 1, 0]
    assert [one["notification"]["count"] for one in made] == [3, 3]


def test_mail_goes_to_addresses_and_to_people_who_have_one(stage, told: Post):
    mail = {"channel": "smtp", "connector": "post", "recipients": [{"field": "mail"}, {"role": "lead"}], "mode": "once"}
    send(stage, settings=mail, user="ann")
    assert [one.recipient for one in told.mails] == ["dan@example.com", "ann@example.com", "bob@example.com"]
    assert {(one.subject, one.user, one.run) for one in told.mails} == {
        ("Order 7", told.counter.people.person("Ann").id, "run")
    }


def test_an_api_that_takes_messages_gets_its_parameters(stage, told: Post):
    parameters = [{"to": "$body", "value": {"personalizations": [{"to": [{"email": "{to}"}]}]}}]
    send(stage, settings={"channel": "api", "connector": "api", "endpoint": "send", "recipients": [{"field": "mail"}],
                          "parameters": parameters})  # fmt: skip
    assert [(one.recipient, one.endpoint) for one in told.mails] == [
        ("dan@example.com", "send"), ("eve@example.com", "send")
    ]  # fmt: skip
    assert told.mails[0].content["parameters"] == {"$body": {"personalizations": [{"to": [{"email": "{to}"}]}]}}


def test_what_an_earlier_attempt_told_is_not_told_again(stage, told: Post):
    send(stage)
    stage.done.clear()
    send(stage)
    assert [len(told.told(name)) for name in ("Ann", "Cleo")] == [1, 1]


def test_a_dry_run_says_how_many_and_to_whom_and_tells_nobody(stage, told: Post):
    settings = {"recipients": [*FIELD, {"role": "lead"}], "channel": "smtp", "connector": "post"}
    made = send(stage, ORDERS[:1], settings=settings, dry=True)
    would = stage.events[-1]
    assert (would.code, would.parameters) == ("would_mail", {"count": 2, "to": "Ann, Bob"})
    assert (told.mails, made[0]["notification"]) == ([], {"channel": "smtp", "count": 2})


def test_a_preview_looks_nobody_up(stage, told: Post):
    made = send(stage, settings={"recipients": [{"user": "Nobody"}]}, dry=True, limit=10)
    assert made[0] == {**ORDERS[0], "notification": {"channel": "in_app", "count": 1}}


@pytest.mark.parametrize(
    ("channel", "who", "code"),
    [
        ("in_app", "Nobody", "recipient_unknown"),
        ("in_app", "", "recipient_missing"),
        ("in_app", None, "recipient_missing"),
        ("smtp", "Nobody", "recipient_unknown"),
        ("smtp", "Cleo", "recipient_without_address"),
        ("smtp", "dan@example.com\r\nBcc: eve@example.com", "mail_address_wrong"),
        ("smtp", "dan@example.com, eve@example.com", "mail_address_wrong"),
        ("smtp", "\ndan@example.com", "mail_address_wrong"),
    ],
)
def test_who_cannot_be_told_is_named(stage, told: Post, channel: str, who: str | None, code: str):
    settings = {"channel": channel, "connector": "post"}
    found = problem(stage, [{"number": 1, "who": who}], settings=settings)
    assert (found.code, found.item["index"]) == (code, 0)
    assert told.mails == []


@pytest.mark.parametrize("channel", ["in_app", "smtp"])
def test_a_subject_that_would_add_a_header_is_refused(stage, told: Post, channel: str):
    hostile = [{"number": "7\r\nBcc: eve@example.com", "who": "Ann"}]
    assert problem(stage, hostile, settings={"channel": channel, "connector": "post"}).code == "mail_line_break"
    assert (told.mails, told.told("Ann")) == ([], [])


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_subject_is_one_line_in_every_script(stage, told: Post, sign: str):
    items = [{"number": f"7{sign}", "who": "Ann"}]
    assert problem(stage, items, settings={"channel": "smtp", "connector": "post"}).code == "mail_line_break"
    assert told.mails == []


def test_a_name_with_a_line_break_is_written_in_one_line(stage, told: Post):
    told.counter.people.add("An\u2028nie", None, "lead", {"email": "annie@example.com"})
    send(stage, [{"number": 1, "who": "An\u2028nie"}], settings={"channel": "smtp", "connector": "post"})
    assert [one.name for one in told.mails] == ["Annie"]


@pytest.mark.parametrize("dry", [False, True])
@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"subject": "Order {numbre}"}, ("text_field_unknown", "subject", "number")),
        ({"body": "Dear {whom}"}, ("text_field_unknown", "body", "who")),
        ({"body_field": "thing"}, ("field_missing", "body_field", None)),
        ({"recipients": [{"user": "Ann"}, {"field": "mial"}]}, ("field_missing_near", "recipients[1].field", "mail")),
    ],
)
def test_a_field_that_no_item_has_is_told_before_anybody_is(stage, told: Post, settings, found, dry: bool):
    said = problem(stage, settings=settings, dry=dry)
    assert (said.code, said.setting, said.parameters.get("nearest")) == found
    assert told.told("Ann") == []


def test_a_field_that_some_items_have_is_empty_in_the_others(stage, told: Post):
    send(stage, [{"number": 7, "who": "Ann"}, {"number": 8, "who": "Ann", "note": "soon"}], settings={"body": "{note}"})
    assert [one.body for one in told.told("Ann")] == ["soon", ""]


def test_a_model_without_items_passes_every_field(stage, told: Post):
    assert send(stage, [], settings={"subject": "{any}", "body_field": "thing"}) == []


def test_somebody_with_an_odd_address_keeps_nobody_else_of_the_role_waiting(stage, told: Post):
    odd = PEOPLE.update().where(PEOPLE.c.name == "Bob").values(email="jörg@example.com")
    told.counter.people._database.run(lambda connection: connection.execute(odd))
    settings = {"channel": "smtp", "connector": "post", "recipients": [{"role": "lead"}], "mode": "once"}
    send(stage, settings=settings)
    assert [one.recipient for one in told.mails] == ["ann@example.com"]
    assert stage.context.faults.warnings == {"recipient_left_out": 1}


def test_two_people_who_share_an_address_are_both_told_under_the_bell(stage, told: Post):
    told.counter.people.set_info("Cleo", {"email": "bob@example.com"})
    made = send(stage, [{"number": 1, "who": "Bob@example.com"}])
    assert [len(told.told(name)) for name in ("Ann", "Bob", "Cleo")] == [0, 1, 1]
    assert made[0]["notification"]["count"] == 2


def test_somebody_who_is_meant_twice_is_called_by_their_name(stage, told: Post):
    recipients = [{"user": "Ann"}, {"field": "mail"}]
    settings = {"channel": "smtp", "connector": "post", "recipients": recipients}
    send(stage, [{"number": 1, "mail": "ANN@example.com"}], settings=settings)
    assert [(one.recipient, one.name) for one in told.mails] == [("ann@example.com", "Ann")]


@pytest.mark.parametrize("policy", ["stop", "skip_item", "continue"])
def test_a_full_disk_is_no_items_end(stage, told: Post, policy: str, monkeypatch):
    def full(*_: object) -> None:
        raise Outage(Problem(code="disk_full"))

    monkeypatch.setattr(told.counter.notices, "tell", full)
    with pytest.raises(Outage):
        send(stage, advanced={"on_error": policy})
    assert stage.done == {}


def test_a_bad_item_may_be_left_out(stage, told: Post):
    items = [{"number": 1, "who": "Nobody"}, {"number": 2, "who": "Ann"}]
    made = send(stage, items, advanced={"on_error": "skip_item"})
    assert [one["number"] for one in made] == [2]
    assert [one.subject for one in told.told("Ann")] == ["Order 2"]
    assert stage.context.faults.count == 1


def test_a_sealed_value_stays_sealed_until_it_is_delivered(stage, told: Post):
    code = "sealed:" + "x" * 32
    send(stage, [{"number": 1, "who": "Ann", "code": code}], settings={
        "channel": "smtp", "connector": "post", "body": "Your code is {code}."})  # fmt: skip
    assert told.mails[0].content["text"] == f"Your code is {code}."


def test_the_card_says_what_is_missing(stage, told: Post):
    def found(**settings) -> list[tuple[str, str | None]]:
        step = {"id": "tell", "type": "send_notification", "settings": {"subject": "Hi", **settings}}
        start = {"id": "in", "type": "get_action_model", "settings": {"fields": [{"name": "who"}]}}
        document = {"name": "F", "phases": [{"id": "p", "name": "P", "steps": [start, step]}]}
        return [(one.code, one.setting) for one in check(document, known=Known(stage.catalogs)).errors]

    assert found(recipients=FIELD) == []
    assert found() == [("setting_missing", "recipients")]
    assert found(recipients=FIELD, channel="api") == [("setting_missing", "connector"), ("setting_missing", "endpoint")]
    assert found(recipients=FIELD, channel="smtp", connector="api") == [("connector_not_smtp", "connector")]
    assert found(recipients=FIELD, channel="smtp", connector="gone")[0][1] == "connector"
    assert found(recipients=[{"field": "whom"}])[0][1] == "recipients[0].field"
    assert found(recipients=[{"field": "who", "role": "lead"}]) == [("one_of_field_user_role", "recipients[0]")]
    assert found(recipients=FIELD, subject="For {whom}", body="{what}")[0] == ("text_field_unknown", "subject")
