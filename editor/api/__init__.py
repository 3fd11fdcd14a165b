"""REST: two prefixes, one set of handlers (`/api` native, `/data/foundation/flowservice` for Flow Service clients)."""

import re
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI
from starlette.routing import Mount

from editor.api import (
    actions,
    audit,
    components,
    connectors,
    deliveries,
    entries,
    files,
    flows,
    handed,
    notices,
    people,
    promoting,
    reference,
    roles,
    runs,
    sandboxes,
    steps,
    subscriptions,
    templates,
    uses,
    versions,
)
from editor.api.flow_service import FlowService
from editor.api.heads import Heads
from editor.api.limits import Limits
from editor.api.native import Native
from editor.api.problem_json import listen

if TYPE_CHECKING:
    from runtime.installation import Installation

FLOWS = (flows.ROUTER, actions.ROUTER, versions.ROUTER)
ROUTERS = (
    runs.ROUTER,
    *FLOWS,
    files.ROUTER,
    steps.ROUTER,
    connectors.ROUTER,
    notices.ROUTER,
    deliveries.ROUTER,
    uses.ROUTER,
    subscriptions.ROUTER,
    components.ROUTER,
    entries.ROUTER,
    templates.ROUTER,
    sandboxes.ROUTER,
    promoting.ROUTER,
    people.ROUTER,
    roles.ROUTER,
    audit.ROUTER,
)


def mount(app: FastAPI, installation: "Installation") -> None:
    """Answer both prefixes of `app` from one installation."""
    limits = Limits.from_environment()
    for dialect, routers in ((Native(), (*ROUTERS, handed.ROUTER, reference.ROUTER)), (FlowService(), FLOWS)):
        prefix = Mount(dialect.root, _application(routers, installation=installation, dialect=dialect, limits=limits))
        prefix.path_regex = re.compile(prefix.path_regex.pattern, re.DOTALL)  # a line break, too, is part of a path
        app.router.routes.append(prefix)


def _application(routers: tuple[APIRouter, ...], **state: Any) -> FastAPI:
    """One prefix: an application of its own, so that its problems and its OpenAPI are its own."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.routers = routers
    for name, value in state.items():
        setattr(app.state, name, value)
    for router in routers:
        app.include_router(router)
    app.add_middleware(Heads)
    listen(app)
    return app
