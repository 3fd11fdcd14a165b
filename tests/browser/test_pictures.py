"""Pictures of every place in both languages, light and dark, wide and narrow, for eyes to judge (`-m pictures`)."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from runtime.steps import CATALOG
from storage.people import People
from tests.browser import pictured, pictured_world
from tests.browser.conftest import PASSWORD
from tests.browser.pages.gallery import Gallery
from tests.browser.pages.gallery_team import TeamGallery
from tests.browser.pages.login import Login
from tests.browser.server import Server
from tests.browser.studio import WHO, Studio, opened, run, stocked

ALL = list(product(("en", "fr"), ("light", "dark"), (1440, 1024)))
Look = tuple[str, str, int]


@pytest.fixture(scope="module")
def studio(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Studio]:
    """A studio of each language, at first need."""

    @cache
    def of(language: str) -> Studio:
        return opened(start_server(), language, tmp_path_factory.mktemp("tables"))

    return of


@pytest.fixture(scope="module", params=("en", "fr"))
def world(request: pytest.FixtureRequest, studio: Callable[[str], Studio]) -> Iterator[Studio]:
    """The studio with all that flows work with, one language after the other."""
    with stocked(studio(request.param)) as filled:
        yield filled


def walk(gallery: Gallery, studio: Studio) -> None:
    flows, language = studio.flows, studio.language
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
    gallery.dry_run(flows["main"], studio.tables)
    gallery.running(flows["waits"])
    for what in ("done", "failed"):
        gallery.run(studio.runs[what], f"run-{what}")


def walk_the_world(gallery: TeamGallery, studio: Studio) -> None:
    flows, say = studio.flows, pictured_world.WORDS[studio.language]
    gallery.data(studio.folder / "customers.csv", say["text"])
    gallery.connectors(studio.folder / "openapi.json")
    gallery.templates(say["bill"])
    gallery.messages(flows["messages"])
    gallery.used(flows["called"])
    gallery.acts(say["acts"])


def walk_the_team(gallery: TeamGallery, studio: Studio, name: str) -> None:
    gallery.people("emile")
    gallery.audit()
    gallery.sandboxes(studio.flows["remind"])
    with studio.api() as api:
        run(api, studio.flows["tell"])
    gallery.notices()
    people = People(studio.server.folder / "people.sqlite")
    people.add(name, PASSWORD, "designer")
    people.set_language(name, studio.language)
    people.close()
    gallery.own_account(name, PASSWORD)


def enter(browser: Browser, studio: Studio, folder: Path, look: Look) -> TeamGallery:
    """Somebody signed in, whose first picture is the door."""
    language, theme, width = look
    context = browser.new_context(
        base_url=studio.server.url, viewport={"width": width, "height": 768 if width == 1024 else 900},
        locale={"en": "en-US", "fr": "fr-FR"}[language], reduced_motion="reduce",
    )  # fmt: skip
    context.add_cookies([{"name": "etapes_theme", "value": theme, "url": studio.server.url}])
    context.set_default_timeout(15_000)
    gallery = TeamGallery(context.new_page(), folder, f"{language}-{theme}-{width}")
    gallery.login()
    Login(gallery.page).sign_in(WHO, PASSWORD)
    return gallery


@pytest.mark.pictures
@pytest.mark.parametrize("look", ALL, ids=lambda look: "-".join(map(str, look)))
def test_every_place_has_its_picture(browser, studio, screenshots, look: Look):
    gallery = enter(browser, studio(look[0]), screenshots, look)
    walk(gallery, studio(look[0]))
    assert len(gallery.taken) == len(set(gallery.taken)) > 25
    gallery.page.context.close()


@pytest.mark.pictures
@pytest.mark.parametrize("width", (1440, 1024))
@pytest.mark.parametrize("theme", ("light", "dark"))
def test_what_flows_work_with_has_its_picture(browser, world, screenshots, theme: str, width: int):
    gallery = enter(browser, world, screenshots, (world.language, theme, width))
    walk_the_world(gallery, world)
    assert len(gallery.taken) == len(set(gallery.taken)) > 20
    gallery.page.context.close()


@pytest.mark.pictures
@pytest.mark.parametrize("width", (1440, 1024))
@pytest.mark.parametrize("theme", ("light", "dark"))
def test_what_concerns_people_has_its_picture(browser, world, screenshots, theme: str, width: int):
    gallery = enter(browser, world, screenshots, (world.language, theme, width))
    walk_the_team(gallery, world, f"lea-{theme}-{width}")
    assert len(gallery.taken) == len(set(gallery.taken)) > 20
    gallery.page.context.close()


@pytest.mark.pictures
def test_the_form_of_every_step_has_its_picture(browser, world, screenshots):
    gallery = enter(browser, world, screenshots, (world.language, {"en": "light", "fr": "dark"}[world.language], 1440))
    gallery.forms(world.flows["steps"], *CATALOG)
    assert gallery.taken[1:] == [f"form-{step}" for step in CATALOG]
    gallery.page.context.close()


def test_a_few_places_have_their_picture(browser, studio, screenshots):
    gallery = enter(browser, studio("fr"), screenshots, ("fr", "dark", 1024))
    gallery.list()
    gallery.designer(studio("fr").flows["main"], "designer", "late")
    gallery.publish(studio("fr").flows["main"])
    assert gallery.taken == ["login", "list", "designer", "publish"]
    gallery.page.context.close()
