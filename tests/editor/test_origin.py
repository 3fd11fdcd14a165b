"""Nobody is sent away, and our pages are told from others."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from editor.origin import cookie, inside, same_origin


@given(st.text())
def test_the_next_page_is_always_on_this_site(address: str):
    found = inside(address)
    assert found in (address, "/")
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))


def test_addresses_of_this_site_are_kept():
    for address in ("/", "/runs?status=failed&flow=x", "/flows/é#step"):
        assert inside(address) == address


def test_addresses_of_other_sites_are_not():
    for address in (
        None,
        "",
        "//a.example",
        "///a.example",
        "/\\a.example",
        "https://a.example",
        "/a\\..\\b",
        "/\t/a",
        "/a\r\nb",
    ):
        assert inside(address) == "/"


def test_only_our_own_origin_is_ours():
    host = "localhost:8080"
    assert same_origin(Headers({"host": host}))
    assert same_origin(Headers({"host": host, "origin": "http://localhost:8080"}))
    for other in ("http://localhost:8081", "https://elsewhere.example", "null", ""):
        assert not same_origin(Headers({"host": host, "origin": other}))


def test_broken_cookies_are_no_cookies():
    assert cookie(Headers({"cookie": "a=1; etapes_session=s"}), "etapes_session") == "s"
    for broken in ("", ";;;", "etapes_session", "=x", "\x00=1; etapes_session=s\x01"):
        assert cookie(Headers({"cookie": broken}), "etapes_session") in (None, "s")
