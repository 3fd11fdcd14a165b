"""The post office delivers what it can, tells what it cannot, and sends nothing twice that it can help."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from types import SimpleNamespace

from runtime.connectors.guard import Guard
from storage.mails import Delivery, Mail
from tests.brokers import until
from tests.mail_server import free_port, mail_server
from tests.runtime.post.conftest import Post


@contextmanager
def broken(post: Post, change: str) -> Iterator[None]:
    """While it lasts, this change of the queue finds the disk full."""
    full = f"CREATE TRIGGER full BEFORE {change} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    post.database.run(lambda connection: connection.exec_driver_sql(full))
    yield
    post.database.run(lambda connection: connection.exec_driver_sql("DROP TRIGGER full"))


def test_a_server_that_refuses_one_of_three_recipients_gets_the_other_two_and_one_is_told(post: Post):
    with mail_server() as server:
        server.answers["bob@example.com"] = "550 no such box"
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com", "bob@example.com", "cleo@example.com")
        assert post.outcomes() == {"ann@example.com": "sent", "bob@example.com": "failed", "cleo@example.com": "sent"}
        assert sorted(str(one["To"]) for one in server.taken) == ["ann@example.com", "cleo@example.com"]
    (failed,) = [one for one in post.mails.of("post") if one.state == "failed"]
    assert (failed.code, failed.parameters["said"]) == ("mail_recipient_refused", "550 no such box")
    assert [one.recipient for one in until(lambda: post.given_up)] == ["bob@example.com"]


def test_a_server_that_is_down_is_tried_again_until_it_is_there(post: Post):
    port = free_port()
    with mail_server(port=port) as server:
        settings = server.settings()
    post.connect("post", settings)
    post.open(*(0.1,) * 100)
    post.send("ann@example.com", "bob@example.com")
    until(lambda: all(one.attempts > 1 for one in post.mails.of("post")))
    assert {one.code for one in post.mails.of("post")} == {"mail_unreachable"}
    with mail_server(port=port) as server:
        assert set(post.outcomes().values()) == {"sent"}
        assert len(server.taken) == 2


def test_a_way_that_is_broken_as_nobody_foresaw_is_tried_a_few_times_and_not_in_a_circle(post: Post, monkeypatch):
    monkeypatch.setattr(post, "_carrier", lambda place: place.nobody_foresaw_this)
    post.open(0.02, 0.02)
    post.send("ann@example.com")
    assert post.outcomes() == {"ann@example.com": "failed"}
    assert [(one.attempts, one.code) for one in post.mails.of("post")] == [(3, "unexpected")]


def test_nobody_waits_for_ever(post: Post):
    post.connect("post", {"address": "127.0.0.1", "port": free_port(), "encryption": "none", "sender": "e@example.com"})
    post.open(0.02, 0.02)
    post.send("ann@example.com")
    assert post.outcomes() == {"ann@example.com": "failed"}
    assert [(one.attempts, one.code) for one in post.mails.of("post")] == [(3, "mail_unreachable")]
    assert [one.recipient for one in until(lambda: post.given_up)] == ["ann@example.com"]


def test_a_queue_that_cannot_be_written_is_left_alone_for_a_while(post: Post, caplog):
    with mail_server() as server, broken(post, "UPDATE ON mails WHEN NEW.connector = 'post'"):
        post.connect("post", server.settings())
        post.connect("other", server.settings())
        post.open(60)
        post.send("ann@example.com")
        until(lambda: post._office and post._office._held)
        post.send("bob@example.com", connector="other")
        assert post.outcomes("other") == {"bob@example.com": "sent"}
    assert caplog.messages.count("a round of the post office ended early") == 1
    assert [(one.state, one.attempts) for one in post.mails.of("post")] == [("waiting", 0)]


def test_a_queue_that_can_be_written_again_goes_out_by_itself(post: Post):
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open(0.1)
        with broken(post, "UPDATE ON mails"):
            post.send("ann@example.com")
            until(lambda: post._office and post._office._held)
        assert post.outcomes() == {"ann@example.com": "sent"}
        assert len(server.taken) == 1


def test_a_mail_that_was_taken_and_could_not_be_marked_is_marked_later_and_not_sent_again(post: Post):
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open()
        with broken(post, "UPDATE ON mails WHEN NEW.state = 'sent'"):
            post.send("ann@example.com")
            until(lambda: post._office and post._office._unwritten)
            post.send("bob@example.com")
            until(lambda: len(server.taken) == 2)
        post.mails.posted()
        assert post.outcomes() == {"ann@example.com": "sent", "bob@example.com": "sent"}
        assert len(server.taken) == 2
    assert {(one.attempts, one.uncertain) for one in post.mails.of("post")} == {(1, False)}


def test_a_refusal_that_could_not_be_written_is_written_later(post: Post):
    with mail_server() as server:
        server.answers["ann@example.com"] = "550 no such box"
        post.connect("post", server.settings())
        post.open()
        with broken(post, "UPDATE ON mails WHEN NEW.state = 'failed'"):
            post.send("ann@example.com")
            until(lambda: post._office and post._office._unwritten)
        post.mails.posted()
        assert post.outcomes() == {"ann@example.com": "failed"}
    assert [(one.attempts, one.code) for one in post.mails.of("post")] == [(1, "mail_recipient_refused")]
    assert [one.recipient for one in until(lambda: post.given_up)] == ["ann@example.com"]


def test_the_post_goes_on_where_nobody_can_be_told_of_a_failure(post: Post):
    def lost(mail: Delivery) -> None:
        raise LookupError(mail.recipient)

    post.given_up = SimpleNamespace(append=lost)
    with mail_server() as server:
        server.answers["ann@example.com"] = "550 no such box"
        post.connect("post", server.settings())
        post.open(0.05)
        post.send("ann@example.com", "bob@example.com")
        assert post.outcomes() == {"ann@example.com": "failed", "bob@example.com": "sent"}


def test_a_mail_that_was_never_marked_goes_out_again_and_its_log_says_so(post: Post):
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open()
        with broken(post, "UPDATE ON mails WHEN NEW.state = 'sent'"):
            post.send("ann@example.com")
            until(lambda: post._office and post._office._unwritten)
            post.close()
        post.open()
        assert post.outcomes() == {"ann@example.com": "sent"}
    assert [(one.attempts, one.uncertain) for one in post.mails.of("post")] == [(2, True)]


def test_a_server_that_is_busy_now_takes_the_mail_later(post: Post):
    with mail_server() as server:
        server.answers["ann@example.com"] = "450 grey"
        post.connect("post", server.settings())
        post.open(*(0.05,) * 200)
        post.send("ann@example.com", "bob@example.com")
        until(lambda: any(one.code == "mail_not_yet" for one in post.mails.of("post")))
        del server.answers["ann@example.com"]
        assert post.outcomes() == {"ann@example.com": "sent", "bob@example.com": "sent"}
        assert len(server.taken) == 2


def test_a_server_that_takes_a_mail_and_dies_is_not_sent_it_again(post: Post):
    with mail_server() as server:
        server.dies = ["after"]
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com")
        assert post.outcomes() == {"ann@example.com": "sent"}
        assert [(one.attempts, one.uncertain) for one in post.mails.of("post")] == [(1, False)]
        assert len(server.taken) == 1


def test_a_server_that_dies_without_a_word_gets_the_same_message_again_and_the_log_says_so(post: Post):
    with mail_server() as server:
        server.dies = ["before"]
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com")
        assert post.outcomes() == {"ann@example.com": "sent"}
        assert len(server.taken) == 2
        assert len({str(one["Message-ID"]) for one in server.taken}) == 1
        assert len({str(one["Date"]) for one in server.taken}) == 1
    assert [(one.attempts, one.uncertain) for one in post.mails.of("post")] == [(2, True)]


def test_a_mail_whose_process_died_after_the_server_had_said_yes_is_not_sent_again(post: Post):
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com")
        post.outcomes()
        post.close()
        post.open()
        post.send("ann@example.com", "bob@example.com")
        assert len(post.outcomes()) == len(server.taken) == 2


def test_a_slow_connector_keeps_no_other_waiting(post: Post):
    with mail_server() as slow, mail_server() as quick:
        post.connect("slow", slow.settings())
        post.connect("post", quick.settings())
        slow.came = lambda: until(lambda: quick.taken)
        post.open()
        post.send("ann@example.com", connector="slow")
        until(lambda: any(one.state == "sending" for one in post.mails.of("slow")))
        post.send("bob@example.com")
        assert post.outcomes() == {"bob@example.com": "sent"}
        assert post.outcomes("slow") == {"ann@example.com": "sent"}


def test_the_guard_is_asked_before_any_word_is_said(post: Post):
    post.guard._allowed = Guard()._allowed
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open(60)
        post.send("ann@example.com")
        until(lambda: any(one.code for one in post.mails.of("post")))
        assert [(one.code, one.state) for one in post.mails.of("post")] == [("address_refused", "waiting")]
        assert server.taken == []


def test_a_sealed_value_is_opened_for_the_server_alone(post: Post):
    code = post.vault.seal("417 <9>")
    with mail_server() as server:
        server.answers["bob@example.com"] = "550 spam: 417 <9>"
        post.connect("post", server.settings())
        post.open()
        html = f"<p>Code <b>{code}</b></p>"
        post.send("ann@example.com", "bob@example.com", subject=f"Code {code}", text=f"It is {code}.", html=html)
        post.outcomes()
        (message,) = server.taken
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain and rich
    assert message["Subject"] == "Code 417 <9>"
    assert plain.get_content().strip() == "It is 417 <9>."
    assert "<b>417 &lt;9&gt;</b>" in rich.get_content()
    assert all("417" not in str(one) for one in post.mails.of("post"))


def test_a_sealed_value_whose_time_is_over_is_not_sent_as_a_riddle(post: Post):
    code = post.vault.seal("417", timedelta(seconds=-1))
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com", text=f"It is {code}.")
        assert post.outcomes() == {"ann@example.com": "failed"}
        assert server.taken == []
    assert [one.code for one in post.mails.of("post")] == ["mail_sealed_gone"]


def test_documents_go_with_the_mail_and_one_that_is_gone_is_told(post: Post):
    invoice = post.files.add(b"%PDF-1.7 ...", "invoice.pdf").id
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com", attachments=[{"file": invoice, "name": "Facture n° 7.pdf"}])
        post.send("bob@example.com", attachments=[{"file": "gone", "name": "gone.pdf"}])
        assert post.outcomes() == {"ann@example.com": "sent", "bob@example.com": "failed"}
        (document,) = server.taken[0].iter_attachments()
    assert (document.get_filename(), document.get_content_type()) == ("Facture n° 7.pdf", "application/pdf")
    assert document.get_content() == b"%PDF-1.7 ..."


def test_a_subject_that_would_add_a_header_is_refused(post: Post):
    with mail_server() as server:
        post.connect("post", server.settings())
        post.open()
        sealed = post.vault.seal("x\r\nBcc: eve@example.com")
        post.mails.post([Mail("1", "post", "ann@example.com", "Hi\r\nBcc: eve@example.com", {"text": "."}),
                         Mail("2", "post", "bob@example.com", sealed, {"text": "."})])  # fmt: skip
        assert set(post.outcomes().values()) == {"failed"}
        assert server.taken == []


def test_a_server_that_never_answers_does_not_keep_the_process_from_closing(post: Post):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = {
            "address": "127.0.0.1",
            "port": silent.getsockname()[1],
            "encryption": "none",
            "sender": "e@example.com",
        }
        post.connect("post", settings)
        post.open()
        post.send("ann@example.com")
        with silent.accept()[0]:
            began = monotonic()
            post.close()
            assert monotonic() - began < 10
    assert [(one.state, one.uncertain) for one in post.mails.of("post")] == [("waiting", False)]


def test_a_connector_that_is_gone_is_told_and_its_mail_waits_for_another(post: Post):
    with mail_server() as server:
        post.open(*(0.05,) * 200)
        post.send("ann@example.com")
        until(lambda: post.mails.of("post")[0].code)
        assert [one.code for one in post.mails.of("post")] == ["connector_gone"]
        post.connect("post", server.settings())
        assert post.outcomes() == {"ann@example.com": "sent"}


def test_what_was_refused_goes_out_when_a_person_has_it_tried_again(post: Post):
    with mail_server() as server:
        server.answers["ann@example.com"] = "550 full"
        post.connect("post", server.settings())
        post.open()
        post.send("ann@example.com")
        assert post.outcomes() == {"ann@example.com": "failed"}
        server.answers.clear()
        post.mails.again(post.mails.of("post")[0].number)
        until(lambda: post.outcomes() == {"ann@example.com": "sent"})
        assert len(server.taken) == 1
