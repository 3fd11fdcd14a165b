"""The pages: one file per address."""

from collections import defaultdict
from functools import cache

from fastapi import Request
from nicegui import ui

from editor.data.intake.imports import Imports
from editor.designer.rooms import Rooms
from editor.pages import (
    account,
    audit,
    component,
    connector,
    connectors,
    data,
    flow,
    flows,
    lost,
    notices,
    people,
    person,
    run,
    runs,
    sandboxes,
    template,
    templates,
    versions,
)
from editor.where import here, visitor_of
from runtime.installation import Installation


def register(installation: Installation) -> None:
    """Give every page its address. Each gets the installation and its visitor; the guard has let them in."""
    for place in (_flows, _runs, _data, _connectors, _templates, _notices, _account):
        place(installation)
    _people(installation)
    _sandboxes(installation)
    lost.register(lambda request: visitor_of(request, installation))


def _account(installation: Installation) -> None:
    @ui.page("/account")
    def _own(request: Request) -> None:
        account.page(*here(request, installation), request)


def _notices(installation: Installation) -> None:
    @ui.page("/notices")
    async def _all(request: Request) -> None:
        await notices.page(here(request, installation)[1])


def _flows(installation: Installation) -> None:
    rooms = defaultdict[str, Rooms](Rooms)

    @ui.page("/")
    def _all(request: Request) -> None:
        flows.page(*here(request, installation))

    @ui.page("/flows/{flow_id}")
    async def _one(request: Request, flow_id: str) -> None:
        where, visitor = here(request, installation)
        await flow.page(where, visitor, flow_id, rooms[where.sandbox])

    @ui.page("/flows/{flow_id}/versions")
    def _versions(request: Request, flow_id: str) -> None:
        where, visitor = here(request, installation)
        versions.page(where, visitor, flow_id, rooms[where.sandbox])


def _runs(installation: Installation) -> None:
    @ui.page("/runs")
    def _all(request: Request) -> None:
        runs.page(*here(request, installation), dict(request.query_params))

    @ui.page("/runs/{run_id}")
    def _one(request: Request, run_id: str) -> None:
        run.page(*here(request, installation), run_id)


def _data(installation: Installation) -> None:
    imports = cache(lambda sandbox: Imports(installation.at(sandbox)))

    @ui.page("/data")
    async def _all(request: Request) -> None:
        await data.page(*here(request, installation))

    @ui.page("/data/{component_id}")
    async def _one(request: Request, component_id: str) -> None:
        (where, visitor), asked = here(request, installation), dict(request.query_params)
        await component.page(where, visitor, component_id, asked, imports(where.sandbox))


def _connectors(installation: Installation) -> None:
    @ui.page("/connectors")
    def _all(request: Request) -> None:
        connectors.page(*here(request, installation))

    @ui.page("/connectors/new/{kind}")
    def _new(request: Request, kind: str) -> None:
        connector.page_of_new(*here(request, installation), kind)

    @ui.page("/connectors/{connector_id}")
    def _one(request: Request, connector_id: str) -> None:
        connector.page(*here(request, installation), connector_id)


def _templates(installation: Installation) -> None:
    @ui.page("/templates")
    def _all(request: Request) -> None:
        templates.page(*here(request, installation))

    @ui.page("/templates/{template_id}")
    def _one(request: Request, template_id: str) -> None:
        template.page(*here(request, installation), template_id)


def _people(installation: Installation) -> None:
    @ui.page("/people")
    async def _all(request: Request) -> None:
        await people.page(*here(request, installation), request)

    @ui.page("/people/{person_id}")
    async def _one(request: Request, person_id: str) -> None:
        await person.page(*here(request, installation), person_id, request)

    @ui.page("/audit")
    def _audit(request: Request) -> None:
        audit.page(*here(request, installation))


def _sandboxes(installation: Installation) -> None:
    @ui.page("/sandboxes")
    async def _all(request: Request) -> None:
        await sandboxes.page(*here(request, installation))
