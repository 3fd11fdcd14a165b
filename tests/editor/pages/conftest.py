"""The door as browsers see it: real forms and cookies over the real guard, on a clock that tests set."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread
from types import SimpleNamespace

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse

from editor.guard import Guard
from editor.pages import links, login
from storage.people import People
from storage.totp import code_at, step_of
from tests.storage.accounts import PASSWORD, Clock


class Browser(httpx.Client):
    """Follows nothing by itself; `fill` fills the form of a page that it looked at."""

    def form(self, path: str) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.get(path).text)
        return found[1] if found else ""

    def fill(self, path: str, **typed: str) -> httpx.Response:
        form = self.form(path)
        return self.post(path, data={"form": form, "language": "en", **typed})

    def sign_in(self, name: str = "ann", password: str = PASSWORD, next: str = "/inside") -> httpx.Response:
        return self.fill("/login", name=name, password=password, next=next)

    @property
    def inside(self) -> str:
        """Who is signed in, "" for a stranger."""
        answer = self.get("/inside")
        return answer.text if answer.status_code == 200 else ""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path, clock) -> Iterator[People]:
    opened = People(tmp_path / "people.sqlite", clock)
    opened.add("ann", PASSWORD, "administrator", {"email": "ann@example.org"})
    yield opened
    opened.close()


@pytest.fixture
def address(people: People) -> Iterator[str]:
    """Where the door is, and a page behind it that says who came in."""
    app = FastAPI()
    app.include_router(login.routes(SimpleNamespace(people=people)))
    app.include_router(links.routes(people))
    app.add_api_route("/inside", _inside)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(Guard(app, people), log_level="warning", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def caller(address: str) -> Iterator[Callable[[], Browser]]:
    """`caller()`: another one each time."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(Browser(base_url=address, follow_redirects=False, trust_env=False))


@pytest.fixture
def second(people: People, clock: Clock) -> SimpleNamespace:
    """Ann with a second factor: `second()` is the code of now."""
    ann = people.person("ann")
    secret = people.factors.begin(ann.id)
    codes = people.factors.confirm(ann.id, code_at(secret, step_of(clock())))
    clock.passes(seconds=30)
    return SimpleNamespace(code=lambda: code_at(secret, step_of(clock())), recovery=codes)


def _inside(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.scope["etapes.person"].name)
