"""What hostile and broken systems do, and what is said of it."""

import gzip
import socket
import subprocess
import zlib
from itertools import count
from pathlib import Path

import pytest

from runtime.connectors.guard import Guard
from runtime.problems import Outage, Problems
from runtime.stop import Stop, Stopped
from tests.outside import outside


def code(wrong) -> str:
    return wrong.value.problems[0].code


def test_a_redirect_to_a_private_address_is_refused_before_anything_is_sent(server, connect):
    inner = connect(guard=Guard(lambda: (f"127.0.0.1:{server.port}",)))
    with outside() as secret:
        for target in (
            secret.url,
            "http://169.254.169.254/latest/meta-data",
            "http://[::ffff:127.0.0.1]:1/",
            "http://2130706433:1",
        ):
            server.routes["/go"] = lambda asked, target=target: (302, {"location": target}, {})
            with pytest.raises(Problems) as wrong:
                inner("/go")
            assert code(wrong) == "address_refused"
        assert secret.asked == []


def test_a_name_server_that_changes_its_mind_changes_nothing(server, connect):
    answers = iter(["127.0.0.1", "8.8.8.8"])
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return [next(answers)]

    calls = connect(guard=Guard(lambda: ("127.0.0.0/8",), rebinding), address=f"http://shop.example:{server.port}")
    server.routes["/a"] = lambda asked: (200, {}, {"host": asked.headers["host"]})
    assert calls("/a").value() == {"host": f"shop.example:{server.port}"}
    assert asked == ["shop.example"]


def test_nobody_else_is_told_who_we_are(server, connect):
    with outside() as other:
        other.routes["/b"] = lambda asked: (200, {}, {})
        server.routes["/a"] = lambda asked: (307, {"location": f"{other.url}/b"}, {})
        own = [{"name": "X-Tenant", "value": "acme"}]
        connect({"key": "top-secret"}, authentication="api_key", headers=own)("/a")
        [arrived] = other.asked
    assert not {"x-api-key", "x-tenant"} & arrived.headers.keys()
    assert "top-secret" not in repr(arrived)
    assert server.asked[0].headers["x-api-key"] == "top-secret"


def test_a_body_goes_to_nobody_else(server, connect):
    body = {"method": "POST", "parameters": [{"name": "n", "place": "body"}]}
    with outside() as other:
        server.routes["/a"] = lambda asked: (307, {"location": f"{other.url}/b"}, {})
        with pytest.raises(Problems) as wrong:
            connect()("/a", {"n": 1}, endpoint=body)
        assert (code(wrong), other.asked) == ("http_sent_on", [])


def test_a_redirect_on_the_same_host_keeps_what_it_needs(server, connect):
    server.routes["/a"] = lambda asked: (308, {"location": "/b"}, {})
    server.routes["/c"] = lambda asked: (303, {"location": "/b"}, {})
    server.routes["/b"] = lambda asked: (200, {}, {"method": asked.method, "body": asked.body.decode()})
    calls = connect({"token": "t0ken"}, authentication="bearer")
    body = {"method": "POST", "parameters": [{"name": "n", "place": "body"}]}
    assert calls("/a", {"n": 1}, endpoint=body).value() == {"method": "POST", "body": '{"n":1}'}
    assert calls("/c", {"n": 1}, endpoint=body).value() == {"method": "GET", "body": ""}
    assert {asked.headers["authorization"] for asked in server.asked} == {"Bearer t0ken"}


def test_redirects_without_end_are_ended(server, connect):
    server.routes["/a"] = lambda asked: (302, {"location": "/a"}, {})
    with pytest.raises(Problems) as wrong:
        connect()("/a")
    assert (code(wrong), len(server.asked)) == ("http_redirects", 6)


def test_two_gigabytes_are_not_taken(server, connect):
    def endless(asked):
        asked.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
        piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
        for _ in range(2**31 // 65536):
            asked.write(piece)

    server.routes["/endless"] = endless
    server.routes["/declared"] = lambda asked: (200, {"content-length": str(2**31)}, b"")
    for path in ("/endless", "/declared"):
        with pytest.raises(Problems) as wrong:
            connect(size_limit=1)(path)
        assert code(wrong) == "http_too_large"
        assert wrong.value.problems[0].parameters["limit"] == 1


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda raw: zlib.compress(raw)[2:-4]])
def test_packed_answers_are_unpacked_and_bombs_are_not(server, connect, pack):
    kind = "gzip" if pack is gzip.compress else "deflate"
    server.routes["/a"] = lambda asked: (200, {"content-encoding": kind}, pack(b'{"n": 1}'))
    server.routes["/bomb"] = lambda asked: (200, {"content-encoding": kind}, pack(bytes(50_000_000)))
    assert connect()("/a").value() == {"n": 1}
    server.routes["/two"] = lambda asked: (200, {"content-encoding": kind}, pack(b"[1,") + pack(b"2]"))
    server.routes["/none"] = lambda asked: (200, {"content-encoding": kind}, b"")
    assert connect()("/two").value() == [1, 2]
    assert connect()("/none").value() is None
    with pytest.raises(Problems) as wrong:
        connect(size_limit=1)("/bomb")
    assert code(wrong) == "http_too_large"


def test_a_packing_that_nobody_asked_for_is_refused(server, connect):
    server.routes["/a"] = lambda asked: (200, {"content-encoding": "zstd"}, b"x")
    with pytest.raises(Problems) as wrong:
        connect()("/a")
    assert code(wrong) == "http_encoding"


@pytest.mark.parametrize(
    "beginning", [b"", b"HTTP/1.1 200 OK\r\nx: ", b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n"]
)
def test_drop_after_drop_comes_to_an_end(server, connect, beginning):
    ended = Stop()

    def dripping(asked):
        asked.write(beginning)
        while not ended.reason:
            asked.write(b"x")
            ended._event.wait(0.02)

    server.routes["/slow"] = dripping
    with pytest.raises(Problems) as wrong:
        connect(time_limit=0.3)("/slow", endpoint={"method": "POST"})
    ended.pull("closing")
    assert code(wrong) == "http_too_slow" or beginning == b""
    assert not isinstance(wrong.value, Outage)


def test_a_cancelled_run_does_not_wait_for_its_answer(server, connect):
    stop, looks = Stop(), count()

    def look():
        if next(looks) > 3:
            stop.pull("cancelled")
        stop.look()

    def silent(asked):
        stop._event.wait(20)

    server.routes["/silent"] = silent
    with pytest.raises(Stopped):
        connect(time_limit=20)("/silent", look=look)


def test_an_answer_that_breaks_off_is_no_answer(server, connect):
    server.routes["/a"] = lambda asked: asked.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[1") and None
    with pytest.raises(Outage) as wrong:
        connect()("/a")
    assert code(wrong) == "http_broken_off"
    with pytest.raises(Problems) as wrong:
        connect()("/a", endpoint={"method": "POST"})
    assert not isinstance(wrong.value, Outage), "it may have been done"


def test_a_system_that_is_not_there_may_come_back(connect):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    calls = connect(address=f"http://127.0.0.1:{port}")
    with pytest.raises(Outage) as wrong:
        calls("/a", endpoint={"method": "POST"})
    assert code(wrong) == "http_unreachable"
    assert len(calls.pauses) == 3


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    """A certificate that a server signed for itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=nas", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return files


def test_a_self_signed_certificate_is_trusted_when_it_was_pasted(connect, certificate):
    with outside(certificate) as own:
        own.routes["/a"] = lambda asked: (200, {}, {"n": 1})
        with pytest.raises(Problems) as wrong:
            connect(address=own.url)("/a")
        assert (code(wrong), isinstance(wrong.value, Outage)) == ("certificate_untrusted", False)
        assert connect(address=own.url, certificate=certificate[0].read_text())("/a").value() == {"n": 1}
        here = Guard(lambda: ("127.0.0.0/8",), lambda host, port: ["127.0.0.1"])
        named = own.url.replace("127.0.0.1", "nas.example")
        with pytest.raises(Problems) as wrong:
            connect(address=named, guard=here, certificate=certificate[0].read_text())("/a")
        assert code(wrong) == "certificate_other_host"


def test_what_is_no_certificate_is_said_so(connect):
    with pytest.raises(Problems) as wrong:
        connect(certificate="-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----")
    assert code(wrong) == "certificate_malformed"


def test_the_environment_sends_us_nowhere_else(server, connect, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.routes["/a"] = lambda asked: (200, {}, {"n": 1})
    assert connect()("/a").value() == {"n": 1}
