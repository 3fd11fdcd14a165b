"""Pictures of every place in both languages, light and dark, wide and narrow, for eyes to judge (`-m pictures`)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from storage.people import People
from tests.browser import pictured
from tests.browser.conftest import PASSWORD
from tests.browser.pages.gallery import Gallery
from tests.browser.pages.login import Login
from tests.browser.server import Server

ALL = list(product(("en", "fr"), ("light", "dark"), (1440, 1024)))


@dataclass
class Studio:
    """A server of its own with one account per language; `flows` and `runs` are ids by language and what they show."""

    server: Server
    folder: Path
    flows: dict[tuple[str, str], str]
    runs: dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def studio(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    server = start_server(ETAPES_ADMIN_USER="ada", ETAPES_ADMIN_PASSWORD=PASSWORD)
    people = People(server.folder / "people.sqlite")
    folder = tmp_path_factory.mktemp("tables")
    made = Studio(server, folder, {}, {})
    (folder / "flights.csv").write_text(pictured.FLIGHTS)
    (folder / "airlines.csv").write_text(pictured.AIRLINES)
    for language in ("en", "fr"):
        people.add(f"{language}-eyes", PASSWORD, "administrator")
        people.set_language(f"{language}-eyes", language)
        token = people.add_token(f"{language}-eyes")
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=f"{server.url}/api", headers=headers, timeout=60) as api:
            furnish(api, made, language)
    people.close()
    yield made
    server.stop()


def furnish(api: httpx.Client, studio: Studio, language: str) -> None:
    """Put the flows and runs of one language there."""
    files = {name: upload(api, studio.folder / f"{name}.csv") for name in ("flights", "airlines")}
    job = pictured.main_job(language, **files)
    flows = {
        "main": put(api, pictured.before(job, language), publish=True),
        "empty": put(api, {"name": pictured.WORDS[language]["new"], "inputs": [], "phases": []}),
        "problems": put(api, pictured.with_problems(job)),
        "long": put(api, pictured.long(language)),
        "waits": put(api, pictured.waits(language), publish=True),
        "fails": put(api, pictured.fails(language, files["flights"]), publish=True),
    }
    tables = {name: (f"{name}.csv", (studio.folder / f"{name}.csv").read_bytes()) for name in files}
    studio.runs[language, "done"] = run(api, flows["main"], files=tables)
    studio.runs[language, "failed"] = run(api, flows["fails"])
    etag = api.get(f"/flows/{flows['main']}").headers["etag"]
    patch = [{"op": "replace", "path": "/phases", "value": job["phases"]}]
    assert api.patch(f"/flows/{flows['main']}", json=patch, headers={"if-match": etag}).status_code == 200
    studio.flows |= {(language, what): flow for what, flow in flows.items()}


def upload(api: httpx.Client, file: Path) -> str:
    answer = api.post("/files", files={"file": (file.name, file.read_bytes())})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def put(api: httpx.Client, document: dict, *, publish: bool = False) -> str:
    answer = api.post("/flows" if publish else "/flows?mode=draft", json=document)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def run(api: httpx.Client, flow: str, **given: dict) -> str:
    answer = api.post(f"/flows/{flow}/runs?wait=60", **given)
    return answer.headers["location"].rsplit("/", 1)[1] if "location" in answer.headers else newest(api, flow)


def newest(api: httpx.Client, flow: str) -> str:
    return api.get("/runs", params={"flow": flow}).json()["items"][0]["id"]


def walk(gallery: Gallery, studio: Studio, language: str) -> None:
    flows = {what: flow for (spoken, what), flow in studio.flows.items() if spoken == language}
    tables = {name: studio.folder / f"{name}.csv" for name in ("flights", "airlines")}
    gallery.list()
    gallery.designer(flows["empty"], "designer-empty")
    gallery.designer(flows["main"], "designer", "late")
    gallery.designer(flows["long"], "designer-500")
    gallery.problems(flows["problems"])
    gallery.publish(flows["problems"], "publish-problems")
    gallery.inspector(flows["main"], "flights", "named", "speed", "figures", "tidy", "sheet", "answer")
    gallery.palette(flows["main"], pictured.WORDS[language]["search"])
    gallery.outline(flows["main"])
    gallery.publish(flows["main"])
    gallery.versions(flows["main"])
    gallery.dry_run(flows["main"], tables)
    gallery.running(flows["waits"])
    for what in ("done", "failed"):
        gallery.run(studio.runs[language, what], f"run-{what}")


def open_gallery(browser: Browser, studio: Studio, folder: Path, look: tuple[str, str, int]) -> Gallery:
    language, theme, width = look
    context = browser.new_context(
        base_url=studio.server.url, viewport={"width": width, "height": 768 if width == 1024 else 900},
        locale={"en": "en-US", "fr": "fr-FR"}[language], reduced_motion="reduce",
    )  # fmt: skip
    context.add_cookies([{"name": "etapes_theme", "value": theme, "url": studio.server.url}])
    context.set_default_timeout(15_000)
    return Gallery(context.new_page(), folder, f"{language}-{theme}-{width}")


@pytest.mark.pictures
@pytest.mark.parametrize("look", ALL, ids=lambda look: "-".join(map(str, look)))
def test_every_place_has_its_picture(browser, studio, screenshots, look: tuple[str, str, int]):
    gallery, language = open_gallery(browser, studio, screenshots, look), look[0]
    gallery.login()
    Login(gallery.page).sign_in(f"{language}-eyes", PASSWORD)
    walk(gallery, studio, language)
    assert len(gallery.taken) == len(set(gallery.taken)) > 25
    gallery.page.context.close()


def test_a_few_places_have_their_picture(browser, studio, screenshots):
    gallery = open_gallery(browser, studio, screenshots, ("fr", "dark", 1024))
    gallery.login()
    Login(gallery.page).sign_in("fr-eyes", PASSWORD)
    gallery.list()
    gallery.designer(studio.flows["fr", "main"], "designer", "late")
    gallery.publish(studio.flows["fr", "main"])
    assert gallery.taken == ["login", "list", "designer", "publish"]
    gallery.page.context.close()
