"""What a flow is told that answers for one entry."""

import pytest

from runtime.problems import Problems
from tests.runtime.customers import designed


def test_the_id_that_is_asked_for_and_who_asks(stage):
    designed(stage.entries)
    for asked in (7, "x-7"):
        sent = {"id": asked, "component": "far", "user": "bob"}
        assert stage.play("proxy_get_entry", {"component": "far"}, model=sent).items() == [sent]


@pytest.mark.parametrize(
    ("sent", "code"),
    [({"amount": 1}, "proxy_called_wrongly"), ([], "proxy_called_wrongly"),
     ({"id": 1, "component": "customer"}, "proxy_other_component")],
)  # fmt: skip
def test_a_caller_who_asks_otherwise_is_told_how(stage, sent, code):
    designed(stage.entries)
    with pytest.raises(Problems) as wrong:
        stage.play("proxy_get_entry", {"component": "far"}, model=sent)
    assert wrong.value.problems[0].code == code
