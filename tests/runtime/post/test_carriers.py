"""Mail goes by an endpoint of another system, too: its parameters are filled, and its answers mean what they say."""

from typing import Any

import pytest

from runtime.post.places import placed
from storage.mails import Mail
from tests.outside import Outside, outside
from tests.runtime.post.conftest import Post

PARAMETERS = [{"name": name, "place": "body"} for name in ("to", "subject", "text", "attachments", "from")]
ENDPOINT = {"id": "send", "name": "Send", "method": "POST", "path": "/mail", "parameters": PARAMETERS}


@pytest.fixture
def api(post: Post):
    with outside() as server:
        post.connect("post", {"address": server.url}, "http", endpoints=[ENDPOINT])
        yield server


def send(post: Post, *recipients: str, **content: Any) -> dict[str, str]:
    post.mails.post([Mail(f"key:{one}", "post", one, "Hello", {"text": "Good day", **content}, endpoint="send")
                     for one in recipients])  # fmt: skip
    post.open()
    return post.outcomes()


def test_parameters_of_a_messages_own_names_are_filled_by_themselves(post: Post, api: Outside):
    api.routes["/mail"] = lambda asked: (202, {}, {})
    invoice, code = post.files.add(b"PDF", "a.pdf").id, post.vault.seal("417")
    outcome = send(post, "ann@example.com", text=f"Code {code}", attachments=[{"file": invoice, "name": "a.pdf"}],
                   parameters={"from": "Shop <{name}shop@example.com>"})  # fmt: skip
    assert outcome == {"ann@example.com": "sent"}
    (asked,) = api.asked
    document = {"name": "a.pdf", "type": "application/pdf", "content": "UERG"}
    assert asked.json == {"to": "ann@example.com", "subject": "Hello", "text": "Code 417", "attachments": [document],
                          "from": "Shop <shop@example.com>"}  # fmt: skip
    assert asked.headers["idempotency-key"] == "key:ann@example.com"


def test_an_api_that_refuses_one_is_told_and_one_that_is_busy_is_asked_again(post: Post, api: Outside):
    busy = ["once"]

    def answer(asked):
        if asked.json["to"] == "bob@example.com":
            return 422, {}, {"error": "unknown"}
        return (503, {}, "busy") if busy and busy.pop() else (200, {}, {})

    api.routes["/mail"] = answer
    outcome = send(post, "ann@example.com", "bob@example.com")
    assert outcome == {"ann@example.com": "sent", "bob@example.com": "failed"}
    failed = next(one for one in post.mails.of("post") if one.state == "failed")
    assert (failed.code, failed.parameters["status"]) == ("http_status", 422)


def test_what_an_api_repeats_of_a_sealed_value_is_hidden(post: Post, api: Outside):
    api.routes["/mail"] = lambda asked: (400, {}, asked.json)
    send(post, "ann@example.com", text=post.vault.seal("417-208"))
    (failed,) = post.mails.of("post")
    assert ("417-208" in failed.parameters["said"], "•••" in failed.parameters["said"]) == (False, True)


def test_places_are_filled_wherever_they_stand():
    body = {"personalizations": [{"to": [{"email": "{to}"}]}], "subject": "Shop: {subject}", "files": "{attachments}",
            "kept": "{other}", "number": 7}  # fmt: skip
    assert placed(body, {"to": "a@b.c", "subject": "Hi {to}", "attachments": [1]}) == {
        "personalizations": [{"to": [{"email": "a@b.c"}]}], "subject": "Shop: Hi {to}", "files": [1],
        "kept": "{other}", "number": 7,
    }  # fmt: skip
