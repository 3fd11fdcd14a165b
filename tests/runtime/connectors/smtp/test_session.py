"""A mail server is spoken to over a line that is as safe as was asked for, and says why it refuses."""

from pathlib import Path

import pytest

from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.guard import Guard
from runtime.connectors.smtp.session import SmtpSession, Unreachable
from runtime.connectors.smtp.settings import SmtpSettings
from tests.brokers import LOOPBACK
from tests.certificates import Authority
from tests.mail_server import MailServer, mail_server

MESSAGE = b"Subject: Hello\r\n\r\n.A line that begins with a dot\r\n"


@pytest.fixture
def thread():
    thread = BrokerThread(Guard(lambda: LOOPBACK))
    yield thread
    thread.close()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def tls(tmp_path_factory, authority) -> tuple[Path, Path]:
    return authority.sign(tmp_path_factory.mktemp("tls"), "127.0.0.1")


def send(thread: BrokerThread, server: MailServer, password: str = "", **settings) -> None:
    strict = SmtpSettings.model_validate({**server.settings(), **settings})
    with SmtpSession(strict, password, thread) as session:
        session.send("ann@example.com", MESSAGE)


def code(thread: BrokerThread, server: MailServer, password: str = "", **settings) -> tuple[str, str]:
    with pytest.raises(Unreachable) as refused:
        send(thread, server, password, **settings)
    found = refused.value.problems[0]
    return found.code, str(found.parameters.get("said", ""))


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_a_line_is_encrypted_and_the_certificate_is_looked_at(thread, authority, tls, way):
    with mail_server(tls=tls, starttls=way == "starttls") as server:
        send(thread, server, encryption=way, certificate=authority.certificate)
        assert server.envelopes[0].content.endswith(b"\n.A line that begins with a dot\r\n")
        assert code(thread, server, encryption=way)[0] == "certificate_untrusted"
        assert len(server.taken) == 1


def test_a_server_without_starttls_gets_nothing_in_the_clear(thread):
    with mail_server() as server:
        assert code(thread, server, encryption="starttls")[0] == "mail_server_unfit"
        assert server.taken == []


def test_a_password_lets_us_in_and_a_wrong_one_is_told_without_being_shown(thread):
    with mail_server(login=True) as server:
        send(thread, server, "right secret", user="shop")
        told, said = code(thread, server, "wrong secret", user="shop")
        assert (told, "wrong secret" in said) == ("mail_login_refused", False)
        assert said.startswith("535")
        assert (len(server.taken), set(server.logins)) == (1, {"shop"})


def test_a_server_that_is_not_there_is_told_with_its_host(thread):
    with mail_server() as server:
        pass
    assert code(thread, server)[0] == "mail_unreachable"
