"""What a stranger, another site or an ended session gets: nothing."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NAME, PASSWORD
from tests.browser.pages.frame import Frame
from tests.browser.server import TOP, Server


@pytest.fixture
def stranger(server: Server):
    with httpx.Client(base_url=server.url, follow_redirects=False) as client:
        yield client


@contextmanager
def signed_in_client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, follow_redirects=False) as client:
        form = re.search(r'name="form" value="([^"]+)"', client.get("/login").text)
        assert form
        answer = client.post("/login", data={"form": form[1], "name": NAME, "password": PASSWORD, "next": "/"})
        assert answer.status_code == 303
        yield client


PAGES = ["/", "/runs", "/flows/x", "/flows/x/versions", "/files/x/content", "/_nicegui/client/x/upload/1"]


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_nothing_but_the_door(stranger: httpx.Client, path: str):
    assert stranger.get(path).status_code == 401
    page = stranger.get(path, headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"].startswith("/login")


def test_a_stranger_opens_no_socket(stranger: httpx.Client):
    answer = stranger.get("/_nicegui_ws/socket.io/?EIO=4&transport=polling")
    assert answer.status_code == 401


def test_another_site_opens_no_socket_with_a_visitors_cookie(server: Server):
    with signed_in_client(server) as client:
        path = "/_nicegui_ws/socket.io/?EIO=4&transport=polling"
        assert client.get(path, headers={"origin": "https://elsewhere.example"}).status_code == 403
        ours = client.get(path, headers={"origin": server.url})
        assert ours.status_code == 200
        assert "access-control-allow-origin" not in ours.headers or ours.headers["access-control-allow-origin"] != "*"


def test_another_site_signs_nobody_out_and_nobody_in(server: Server, stranger: httpx.Client):
    with signed_in_client(server) as client:
        assert client.post("/logout", headers={"origin": "https://elsewhere.example"}).status_code == 403
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200
    forged = stranger.post("/login", data={"form": "guessed", "name": NAME, "password": PASSWORD})
    assert forged.status_code == 403
    assert "etapes_session" not in forged.headers.get("set-cookie", "")


def test_the_session_cookie_is_not_for_scripts_nor_other_sites(server: Server):
    with signed_in_client(server) as client:
        cookie = next(one for one in client.cookies.jar if one.name == "etapes_session")
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "lax"


def test_every_answer_carries_its_safety_headers(server: Server, stranger: httpx.Client):
    with signed_in_client(server) as client:
        for answer in (stranger.get("/login"), client.get("/"), stranger.get("/assets/theme.css")):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"
            policy = answer.headers["content-security-policy"]
            assert "frame-ancestors 'none'" in policy
            assert "'unsafe-inline'" not in policy.split("script-src", 1)[1].split(";")[0]


def test_a_session_that_ended_serves_no_page(server: Server):
    with signed_in_client(server) as client:
        stolen = dict(client.cookies)
        client.post("/logout", headers={"origin": server.url})
        again = httpx.get(server.url, cookies=stolen, headers={"accept": "text/html"})
        assert again.status_code == 303


def test_scripts_that_were_smuggled_into_a_name_do_not_run(signed_in: Page, server: Server):
    name = "<img src=x onerror=window.smuggled=1><script>window.smuggled=1</script>"
    frame = Frame(signed_in).open()
    signed_in.get_by_test_id("flow-new").click()
    signed_in.wait_for_url("**/flows/*")
    field = signed_in.get_by_test_id("flow-name")
    field.fill(name)
    field.press("Enter")
    expect(signed_in.get_by_test_id("undo")).to_be_enabled()
    expect(signed_in.get_by_test_id("save-state")).to_contain_text("Saved")
    frame.open("/")
    expect(signed_in.get_by_role("link", name=name)).to_be_visible()
    assert signed_in.evaluate("window.smuggled") is None
    signed_in.locator("tr", has=signed_in.get_by_role("link", name=name)).locator("[data-testid^=flow-delete-]").click()
    expect(signed_in.get_by_role("link", name=name)).to_have_count(0)


def test_a_taken_port_is_told_in_a_sentence(server: Server, tmp_path):
    port = server.url.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "editor", "serve", "--no-browser", "--port", port, "--data", str(tmp_path / "d")]
    tried = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=60, check=False)
    assert tried.returncode == 2
    assert f"port {port}" in tried.stderr
    assert "Traceback" not in tried.stderr


def test_an_open_data_folder_is_told_in_a_sentence(server: Server):
    command = [sys.executable, "-m", "editor", "serve", "--no-browser", "--port", "0", "--data", str(server.folder)]
    tried = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=60, check=False)
    assert tried.returncode == 2
    assert "Traceback" not in tried.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_server_stops_in_order_when_asked(start_server, how: signal.Signals):
    server = start_server()
    server.process.send_signal(how)
    assert server.process.wait(15) == 0
    assert not (server.folder / "owner.json").exists()
    assert server.errors.read_text() == ""
