"""The OpenAPI document and a page that shows it, both made here: no file of another host."""

from functools import cache
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse, Response

from editor.api.answers import Voice, answer
from editor.api.callers import voice_of
from editor.api.shapes import ProblemAnswer
from editor.i18n import sentences

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/openapi.json")
def openapi(request: Request) -> Response:
    """The contract for programs."""
    return answer(contract(request.app.state.routers))


@ROUTER.get("/docs")
def docs(request: Request) -> Response:
    """The contract for people."""
    return HTMLResponse(
        _page(contract(request.app.state.routers), voice_of(request)),
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


@cache
def contract(routers: tuple[APIRouter, ...]) -> dict[str, Any]:
    """The OpenAPI document of the native prefix."""
    routes = [route for router in routers for route in router.routes]
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


def _page(told: dict[str, Any], voice: Voice) -> str:
    calls = "".join(
        _call(method, path, operation, voice) for path, methods in told["paths"].items() for method, operation in methods.items()
    )
    codes = "".join(
        f"<dt id='problem-{escape(key.removeprefix('problems.'))}'><code>{escape(key.removeprefix('problems.'))}</code></dt>"
        f"<dd>{escape(sentence if isinstance(sentence, str) else sentence['other'])}</dd>"
        for key, sentence in sorted(sentences(voice.language).items()) if key.startswith("problems.")
    )  # fmt: skip
    say = voice.say
    return (
        f"<!doctype html><html lang='{voice.language}'><meta charset='utf-8'><title>{escape(say('api.title'))}</title>"
        f"<meta name='viewport' content='width=device-width'><style>{_STYLE}</style><main><h1>{escape(say('api.title'))}</h1>"
        f"<p>{escape(say('api.how'))} <a href='openapi.json'>openapi.json</a></p>{calls}"
        f"<h2>{escape(say('api.problems'))}</h2><dl>{codes}</dl></main></html>"
    )


def _call(method: str, path: str, operation: dict[str, Any], voice: Voice) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(one['name'])}</code><td>{escape(one['in'])}<td>{escape(one.get('description', ''))}"
        for one in operation.get("parameters", [])
    )
    kinds = ", ".join(operation.get("requestBody", {}).get("content", {}))
    statuses = ", ".join(operation["responses"])
    return (
        f"<section><h2><b>{method.upper()}</b> <code>/api{escape(path)}</code></h2><p>{escape(operation.get('description', ''))}</p>"
        + (f"<table>{rows}</table>" if rows else "")
        + (f"<p>{escape(voice.say('api.body', kinds=kinds))}</p>" if kinds else "")
        + f"<p>{escape(voice.say('api.answers', statuses=statuses))}</p></section>"
    )


_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}"
    "h2{font-size:1.1rem;margin:2rem 0 .25rem}td{padding:.1rem 1rem .1rem 0;vertical-align:top}dt{margin-top:.75rem}p{margin:.25rem 0}"
)
