"""A call as a whole: who we are, tokens, further attempts, and secrets that come back."""

import base64
import json

import pytest

from runtime.problems import Outage, Problems
from tests.outside import Asked

SECRET = "Corr3ct/Horse"


def echo(asked: Asked):
    return 200, {"x-seen": asked.headers.get("authorization", "")}, {"query": asked.query, "headers": asked.headers}


def test_basic_bearer_and_key_tell_who_we_are(server, connect):
    server.routes["/a"] = lambda asked: (200, {}, {})
    connect({"password": SECRET}, authentication="basic", user="ann")("/a")
    connect({"token": SECRET}, authentication="bearer")("/a")
    connect({"key": SECRET}, authentication="api_key", key_name="X-Key")("/a")
    connect({"key": SECRET}, authentication="api_key", key_place="query", key_name="k")("/a")
    basic, bearer, header, query = server.asked
    assert base64.b64decode(basic.headers["authorization"].removeprefix("Basic ")).decode() == f"ann:{SECRET}"
    assert bearer.headers["authorization"] == f"Bearer {SECRET}"
    assert header.headers["x-key"] == query.query["k"] == SECRET


@pytest.mark.parametrize("how", [
    {"authentication": "basic", "user": "ann"}, {"authentication": "bearer"}, {"authentication": "api_key"},
    {"authentication": "api_key", "key_place": "query"},
])  # fmt: skip
def test_a_secret_that_comes_back_is_hidden_everywhere(server, connect, how):
    server.routes["/echo"] = echo
    server.routes["/500"] = lambda asked: (500, {}, json.dumps(echo(asked)[2]).encode())
    calls = connect(dict.fromkeys(("password", "token", "key"), SECRET), **how)
    sent = base64.b64encode(f"ann:{SECRET}".encode()).decode()
    for path in ("/echo", "/500"):
        answer = calls(path)
        assert answer.hidden
        for secret in (SECRET, sent, "Corr3ct%2FHorse"):
            assert secret not in repr(answer)


class Provider:
    """Gives tokens t1, t2, …; takes only the newest."""

    def __init__(self, server, **said):
        self.count, self.said = 0, said
        server.routes |= {"/token": self.token, "/a": self.data}

    def token(self, asked: Asked):
        self.count += 1
        return 200, {}, {"access_token": f"t0ken-{self.count}", "token_type": "Bearer", **self.said}

    def data(self, asked: Asked):
        return (200 if asked.headers.get("authorization") == f"Bearer t0ken-{self.count}" else 401), {}, asked.headers


def oauth(server, **more):
    return {
        "secrets": {"client_secret": SECRET}, "authentication": "oauth2", "client_id": "étapes",
        "token_address": f"{server.url}/token", **more,
    }  # fmt: skip


def test_a_token_is_asked_for_once_and_renewed_when_it_is_not_taken(server, connect):
    provider = Provider(server, expires_in=3600)
    calls = connect(**oauth(server, scope="read"))
    assert [calls("/a").status for _ in range(3)] == [200] * 3
    assert provider.count == 1
    assert server.asked[0].body == b"grant_type=client_credentials&scope=read"
    pair = base64.b64decode(server.asked[0].headers["authorization"].removeprefix("Basic ")).decode()
    assert pair == "%C3%A9tapes:Corr3ct%2FHorse"
    provider.count += 1  # the provider forgot the token
    answer = calls("/a")
    assert (answer.status, provider.count) == (200, 3)
    assert "t0ken" not in repr(answer)


def test_a_token_that_ends_is_not_used_to_its_end(server, connect):
    provider = Provider(server, expires_in=1e-9)
    calls = connect(**oauth(server, client_place="body"))
    assert [calls("/a").status for _ in range(2)] == [200] * 2
    assert provider.count == 2
    assert b"client_secret=Corr3ct%2FHorse" in server.asked[0].body


def test_who_is_not_let_in_twice_is_told_so(server, connect):
    Provider(server)
    server.routes["/a"] = lambda asked: (401, {}, {})
    assert connect(**oauth(server))("/a").status == 401
    assert [asked.path for asked in server.asked] == ["/token", "/a", "/token", "/a"]


@pytest.mark.parametrize("told", [(400, {"error": f"bad {SECRET}"}), (200, {"nothing": 1}), (200, [])])
def test_a_provider_that_gives_no_token_is_quoted_without_the_secret(server, connect, told):
    server.routes["/token"] = lambda asked: (told[0], {}, told[1])
    with pytest.raises(Problems) as wrong:
        connect(**oauth(server))("/a")
    assert wrong.value.problems[0].code == "access_token_refused"
    assert SECRET not in str(wrong.value)


def test_a_secret_that_cannot_be_sent_is_not_quoted(server, connect):
    with pytest.raises(Problems) as wrong:
        connect({"token": "gehe\u00efm\n-s3cret"}, authentication="bearer")("/a")
    assert wrong.value.problems[0].code == "http_not_sendable"
    assert "s3cret" not in str(wrong.value)


def test_too_busy_is_tried_again_after_the_pause_that_is_asked_for(server, connect):
    told = iter([(429, {"retry-after": "7"}, {}), (503, {}, {}), (200, {}, {"n": 1})])
    server.routes["/a"] = lambda asked: next(told)
    calls = connect()
    assert calls("/a").value() == {"n": 1}
    assert calls.pauses == [7, 1]


def test_a_provider_that_is_busy_is_asked_again(server, connect):
    provider = Provider(server)
    told = iter([(503, {}, {}), (200, {}, {"access_token": "t0ken-1"})])
    server.routes["/token"] = lambda asked: next(told)
    provider.count = 1
    calls = connect(**oauth(server))
    assert (calls("/a").status, calls.pauses) == (200, [0.5])


def test_a_client_secret_is_not_sent_on(server, connect):
    Provider(server)
    server.routes["/token"] = lambda asked: (308, {"location": f"http://localhost:{server.port}/steal"}, {})
    with pytest.raises(Problems) as wrong:
        connect(**oauth(server, client_place="body"))("/a")
    assert (wrong.value.problems[0].code, [asked.path for asked in server.asked]) == ("http_sent_on", ["/token"])


def test_a_pause_beyond_the_limit_is_not_waited_for(server, connect):
    server.routes["/a"] = lambda asked: (429, {"retry-after": "61"}, {})
    calls = connect()
    assert (calls("/a").status, calls.pauses) == (429, [])


def test_what_may_have_been_done_is_not_sent_again_unless_it_has_a_key(server, connect):
    server.routes["/a"] = lambda asked: (503, {}, {})
    calls = connect()
    assert calls("/a", endpoint={"method": "POST"}).status == 503
    assert len(server.asked) == 1
    assert calls("/a", endpoint={"method": "POST"}, key="run:step:0").status == 503
    assert [asked.headers.get("idempotency-key") for asked in server.asked] == [None, *["run:step:0"] * 4]
    server.routes["/a"] = lambda asked: asked.write(b"HTTP/1.1 ")
    with pytest.raises(Outage):
        calls("/a", endpoint={"method": "POST"}, key="k")


def test_pages_of_another_system_are_not_followed(server, connect):
    server.routes["/a"] = lambda asked: (200, {}, {"page": asked.query.get("p")})
    calls = connect()
    assert calls("/a", address="/a?p=2").value() == {"page": "2"}
    with pytest.raises(Problems) as wrong:
        calls("/a", address="https://elsewhere.example/a?p=2")
    assert wrong.value.problems[0].code == "page_elsewhere"


def test_no_cookie_is_kept(server, connect):
    server.routes["/a"] = lambda asked: (200, {"set-cookie": "session=1"}, {})
    calls = connect()
    calls("/a"), calls("/a")
    assert "cookie" not in server.asked[1].headers


def test_text_in_other_charsets_is_read_and_bytes_are_refused(server, connect):
    server.routes["/l"] = lambda asked: (
        200,
        {"content-type": "application/json; charset=latin-1"},
        '"é"'.encode("latin-1"),
    )
    server.routes["/b"] = lambda asked: (200, {"content-type": "application/pdf"}, b"%PDF\xff")
    assert connect()("/l").value() == "é"
    with pytest.raises(Problems) as wrong:
        connect()("/b")
    assert wrong.value.problems[0].code == "http_not_text"
