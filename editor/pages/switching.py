"""Choosing a sandbox: an ordinary form, an ordinary answer, a cookie of this browser."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from editor.origin import inside
from editor.pages.door import put_cookie
from editor.sandboxes.allowed import holding
from editor.where import SANDBOX_COOKIE
from runtime.installation import Installation

_YEAR = 31_536_000


def routes(installation: Installation) -> APIRouter:
    """Behind the guard, which knows whose session it is and that the form is one of our pages."""
    router = APIRouter(include_in_schema=False)

    async def choose(request: Request) -> Response:
        """Only a sandbox that the person may look into."""
        form = await request.form(max_files=0, max_fields=5)
        name, person = str(form.get("sandbox", "")), request.scope["etapes.person"].name
        if name not in {one.name for one in await run_in_threadpool(holding, installation, person, "read")}:
            return PlainTextResponse("", 403)
        response = RedirectResponse(inside(str(form.get("next") or "/")), 303)
        put_cookie(request, response, SANDBOX_COOKIE, name, seconds=_YEAR)
        return response

    router.add_api_route("/sandbox", choose, methods=["POST"])
    return router
