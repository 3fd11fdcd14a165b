"""The pages: one file per address."""

from fastapi import Request
from nicegui import ui

from editor.designer.rooms import Rooms
from editor.origin import cookie
from editor.pages import flow, flows, lost, run, runs, versions
from editor.preferences import LANGUAGE_COOKIE, THEME_COOKIE, preferred_language, preferred_theme
from editor.visitor import Visitor
from runtime.installation import Installation


def register(installation: Installation) -> None:
    """Give every page its address. Each gets the installation and its visitor; the guard has let them in."""

    rooms = Rooms()

    @ui.page("/")
    def _flows(request: Request) -> None:
        flows.page(installation, visitor_of(request, installation))

    @ui.page("/flows/{flow_id}")
    async def _flow(request: Request, flow_id: str) -> None:
        await flow.page(installation, visitor_of(request, installation), flow_id, rooms)

    @ui.page("/flows/{flow_id}/versions")
    def _versions(request: Request, flow_id: str) -> None:
        versions.page(installation, visitor_of(request, installation), flow_id, rooms)

    @ui.page("/runs")
    def _runs(request: Request) -> None:
        runs.page(installation, visitor_of(request, installation), dict(request.query_params))

    @ui.page("/runs/{run_id}")
    def _run(request: Request, run_id: str) -> None:
        run.page(installation, visitor_of(request, installation), run_id)

    lost.register(lambda request: visitor_of(request, installation))


def visitor_of(request: Request, installation: Installation) -> Visitor:
    """The person whose session the guard found, in their language."""
    person, headers = request.scope["etapes.person"], request.headers
    language = preferred_language(person.language, cookie(headers, LANGUAGE_COOKIE), headers.get("accept-language", ""))
    return Visitor(person, language, preferred_theme(person.theme, cookie(headers, THEME_COOKIE)), installation.people)
