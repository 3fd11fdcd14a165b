"""“Try it” at a broker: a message is looked at, and stays there; how it went is noted, without the secret."""

from pathlib import Path

import pytest

from editor.connectors.keeping import Keeper, filled
from editor.connectors.trying import Peek, Wish, attempt
from runtime.connectors.brokers.brokers import Desk
from runtime.installation import Installation
from runtime.problems import Problems
from tests.brokers import LOOPBACK, Post, post


@pytest.fixture
def installation(tmp_path: Path):
    with Installation(tmp_path) as opened:
        opened.allowed_hosts.save(LOOPBACK, "ann")
        yield opened


def wish(installation: Installation, place: Post, **settings: object) -> Wish:
    given = place.connector(**settings)
    given.settings |= place.secrets
    saved = Keeper(installation, "ann", administers=False).keep(given, None)
    return Wish(filled(installation.connectors(), saved, administers=False), 0, {})


@pytest.mark.parametrize("kind", ["rabbitmq", "redis"])
def test_a_message_is_looked_at_and_stays(installation: Installation, kind: str):
    with post(kind) as place:
        made = wish(installation, place)
        assert attempt(installation, made, "ann") == Peek(None, {}, None)
        desk = Desk(made.filled.connector, made.endpoint)
        installation.brokers().publish(desk, b'{"order": 7}', {"to": "you"})
        for _ in range(2):
            came = attempt(installation, made, "ann")
            assert isinstance(came, Peek)
            assert (came.sample, came.body) == ({"order": 7}, '{"order": 7}')
        assert installation.tries().all()["post"].good


def test_a_broker_that_does_not_answer_is_noted(installation: Installation):
    place = Post("redis", "nothing", "127.0.0.1", 1)
    made = wish(installation, place, password={"secret": "password"})
    with pytest.raises(Problems):
        attempt(installation, made, "ann")
    tried = installation.tries().all()["post"]
    assert (tried.good, tried.code, tried.by) == (False, "broker_unreachable", "ann")
    Keeper(installation, "ann", administers=False).delete("post")
    assert installation.tries().all() == {}
