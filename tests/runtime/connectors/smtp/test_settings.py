"""What is wrong with the settings of a mail server is said before anything is sent."""

import pytest

from runtime.connectors.checking import connector_problems, sent_elsewhere
from runtime.connectors.smtp.settings import SmtpSettings
from storage.connector import Connector

GOOD = {"address": "mail.example.com", "sender": "etapes@example.com"}


def wrong(**settings) -> dict[str | None, str]:
    found = connector_problems(Connector(name="Post", kind="smtp", settings={**GOOD, **settings}))
    return {one.setting: one.code for one in found}


def test_little_must_be_said():
    assert wrong() == {}
    assert SmtpSettings.model_validate(GOOD).place() == ("mail.example.com", 587)
    assert SmtpSettings.model_validate({**GOOD, "encryption": "tls", "address": "[::1]"}).place() == ("::1", 465)


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("address", "smtp://mail.example.com", "mail_host"),
        ("address", "mail.example.com:25", "mail_host"),
        ("sender", "Étapes <e@example.com>", "mail_address_wrong"),
        ("sender", "e@example.com\r\nBcc: eve@example.com", "mail_address_wrong"),
        ("sender_name", "Shop\r\nBcc: eve@example.com", "mail_line_break"),
        ("user", "shop", "connector_setting_missing"),
    ],
)
def test_each_fault_is_told_at_its_place(setting: str, value: str, code: str):
    assert list(wrong(**{setting: value}).values()) == [code]


@pytest.mark.parametrize("moved", [{"address": "evil.example.com"}, {"port": 2525}, {"encryption": "none"}])
def test_a_stored_password_goes_nowhere_else_by_itself(moved: dict):
    mark = {"user": "shop", "password": {"secret": "password"}}
    before = Connector(id="post", kind="smtp", settings={**GOOD, **mark})
    after = before.model_copy(update={"settings": {**before.settings, **moved}})
    assert [one.code for one in sent_elsewhere(before, after, ())] == ["secret_enter_again"]
    assert sent_elsewhere(before, after, ("password",)) == []
