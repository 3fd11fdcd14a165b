"""Signing in at a provider's own page, as a browser does it; and all the ways in which it must not work."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from editor.guard import Guard
from editor.pages import login, providers
from runtime.installation import Installation
from storage.connector import Connector
from tests.editor.pages.conftest import Browser, _inside
from tests.identity_provider import SECRET, IdentityProvider, identity_provider
from tests.storage.accounts import PASSWORD

ANN = {"sub": "a-1", "preferred_username": "ann", "email": "ann@tests.example", "groups": "editors"}
DESIGNERS = [{"group": "editors", "role": "designer"}]


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        running.person = dict(ANN)
        yield running


@pytest.fixture
def house(tmp_path) -> Iterator[Installation]:
    with Installation(tmp_path / "house", own=False) as opened:
        opened.allowed_hosts.save(("127.0.0.0/8",), "root")
        opened.people.add("root", PASSWORD, "administrator")
        yield opened


@pytest.fixture
def connect(house: Installation, provider: IdentityProvider) -> Callable[..., None]:
    """The provider as the connector `team` with these settings."""

    def put(**more: object) -> None:
        settings = provider.settings(**more) | {"client_secret": {"secret": "client_secret"}}
        house.connectors().save(
            Connector(id="team", name="Team <b>", kind="oidc", settings=settings), {"client_secret": SECRET}, "root"
        )

    put()
    return put


@pytest.fixture
def visit(house: Installation) -> Iterator[Callable[[], Browser]]:
    """`visit()`: another browser each time."""
    app = FastAPI()
    app.state.providers = lambda: providers.providers(house)
    app.include_router(login.routes(house))
    app.include_router(providers.routes(house))
    app.add_api_route("/inside", _inside)
    with socket.create_server(("127.0.0.1", 0)) as listening, ExitStack() as opened:
        server = uvicorn.Server(uvicorn.Config(Guard(app, house.people), log_level="warning", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield lambda: opened.enter_context(Browser(base_url=url, follow_redirects=False, trust_env=False))
        server.should_exit = True
        thread.join()


def away(browser: Browser, next: str = "/inside") -> str:
    """Out by the button on the login page; where the provider sends the browser back to."""
    page = browser.get(f"/login?next={next}").text
    assert "Sign in with Team &lt;b&gt;" in page and "/login/with/team" in page
    there = browser.get(f"/login/with/team?next={next}")
    assert there.status_code == 303
    return str(httpx.get(there.headers["location"]).headers["location"])


def test_whoever_is_registered_comes_in_as_the_groups_say(house, connect, visit):
    connect(roles=DESIGNERS)
    house.people.add("Ann", None, "viewer", provider="team", external_key="a-1")
    browser = visit()
    answer = browser.get(away(browser))
    assert (answer.status_code, answer.headers["location"], browser.inside) == (303, "/inside", "Ann")
    ann = house.people.person("ann")
    assert (ann.role, ann.email) == ("designer", "ann@tests.example")
    assert house.people.sign_ins.newest(ann.id)[0].way == "team"


def test_a_newcomer_gets_an_account_only_where_that_is_wanted(house, connect, visit):
    browser = visit()
    answer = browser.get(away(browser))
    assert (answer.status_code, browser.inside) == (403, "") and "knows you as “ann”" in answer.text
    connect(newcomers=True, role="operator")
    browser.get(away(browser))
    assert (browser.inside, house.people.person("ann").role) == ("ann", "operator")


def test_nobody_takes_over_an_account_by_having_its_name_there(house, connect, visit, provider):
    connect(newcomers=True)
    provider.person["preferred_username"] = "root"
    browser = visit()
    answer = browser.get(away(browser))
    assert (answer.status_code, browser.inside) == (403, "") and "belongs to somebody else here" in answer.text


def test_a_closed_account_stays_closed(house, connect, visit):
    house.people.add("ann", None, "viewer", provider="team", external_key="a-1", disabled=True)
    browser = visit()
    assert (browser.get(away(browser)).status_code, browser.inside) == (403, "")


def test_a_second_factor_is_asked_for_here_too(house, connect, visit):
    ann = house.people.add("ann", None, "viewer", provider="team", external_key="a-1")
    from storage.totp import code_at, step_of

    secret = house.people.factors.begin(ann.id)
    house.people.factors.confirm(ann.id, code_at(secret, step_of(house.people._clock())))
    browser = visit()
    answer = browser.get(away(browser))
    assert answer.headers["location"].startswith("/login/second") and browser.inside == ""


def test_a_return_belongs_to_the_browser_that_went_and_works_once(house, connect, visit):
    connect(newcomers=True)
    ann, thief = visit(), visit()
    back = away(ann)
    assert (thief.get(back).status_code, thief.inside) == (403, "")
    forged = back.replace("state=", "state=x")
    assert ann.get(forged).status_code == 403
    back = away(ann)
    ann.get(back)
    assert ann.inside == "ann"
    ann.post("/logout")
    assert (ann.get(back).status_code, ann.inside) == (403, "")


def test_a_return_from_one_provider_is_none_from_another(house, connect, visit):
    browser = visit()
    back = away(browser)
    assert browser.get(back.replace("/back/team", "/back/other")).status_code == 403


def test_whoever_turns_back_is_at_the_door_again(connect, visit, provider):
    provider.person = None
    browser = visit()
    answer = browser.get(away(browser))
    assert (
        answer.status_code == 401 and "you turned back" in answer.text and 'name="next" value="/inside"' in answer.text
    )


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_away_after_coming_back(connect, visit, next):
    connect(newcomers=True)
    browser = visit()
    assert browser.get(away(browser, next)).headers["location"] == "/"


def test_what_cannot_be_believed_is_told_to_administrators_only(house, connect, visit, provider):
    connect(newcomers=True)
    provider.lies = {"nonce": "of somebody else"}
    browser = visit()
    answer = browser.get(away(browser))
    assert answer.status_code == 502 and "InvalidClaim" not in answer.text and browser.inside == ""
    assert house.tries().all()["team"].code == "oidc_token_wrong"


def test_a_provider_that_is_down_is_said_and_passwords_still_work(connect, visit):
    connect(issuer="http://127.0.0.1:1")
    browser = visit()
    answer = browser.get("/login/with/team")
    assert answer.status_code == 503 and "does not answer at the moment" in answer.text
    browser.sign_in("root")
    assert browser.inside == "root"


def test_what_is_no_door_leads_to_the_door(connect, visit):
    connect(sign_in=False)
    browser = visit()
    assert "/login/with/" not in browser.get("/login").text
    assert browser.get("/login/with/team").headers["location"] == "/login"


def test_the_secrets_of_the_way_stand_nowhere_in_the_clear(house, connect, visit):
    browser = visit()
    there = browser.get("/login/with/team").headers["location"]
    told = parse_qs(urlsplit(there).query)
    held = b"".join(file.read_bytes() for file in house.folder.rglob("*") if file.is_file())
    assert SECRET not in there and SECRET.encode() not in held
    assert told["state"][0].encode() not in held and told["nonce"][0].encode() not in held
