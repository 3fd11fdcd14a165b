"""The OpenAPI document and a page that shows it, both made here: no file of another host."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi
from starlette.datastructures import State
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from editor.api.answers import answer
from editor.api.callers import voice_of
from editor.api.reference_page import reference_page
from editor.api.shapes import ProblemAnswer

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/openapi.json")
def openapi(request: Request) -> Response:
    """The contract for programs."""
    return answer(contract(request.app.state))


@ROUTER.get("/docs")
def docs(request: Request) -> Response:
    """The contract for people."""
    return HTMLResponse(
        reference_page(contract(request.app.state), voice_of(request)),
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


def contract(state: State) -> dict[str, Any]:
    """The OpenAPI document of the native prefix, made when somebody first asks for it."""
    if not hasattr(state, "contract"):
        state.contract = _contract([route for router in state.routers for route in router.routes])
    made: dict[str, Any] = state.contract
    return made


def _contract(routes: list[BaseRoute]) -> dict[str, Any]:
    told = get_openapi(title="Étapes", version="1", routes=routes, servers=[{"url": "/api"}])
    schema = ProblemAnswer.model_json_schema(ref_template="#/components/schemas/{model}")
    told["components"]["schemas"] |= {**schema.pop("$defs", {}), "ProblemAnswer": schema}
    told["components"]["schemas"].pop("HTTPValidationError", None)
    told["components"]["schemas"].pop("ValidationError", None)
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{"token": []}]
    for path in told["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None) if _automatic(operation) else None
    return told


def _automatic(operation: dict[str, Any]) -> bool:
    """Whether the framework's own validation answer stands there; ours are 400s."""
    content = operation["responses"].get("422", {}).get("content", {})
    return "application/json" in content
