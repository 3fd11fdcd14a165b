"""Stored files for people who are signed in."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from editor.api.downloads import file_answer
from editor.api.errors import RangeNotThere
from runtime.installation import Installation
from storage.errors import StorageError


def routes(installation: Installation) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/files/{file_id}/content")
    async def content(request: Request, file_id: str) -> Response:
        """The file, always as a download: nothing that somebody stored runs in our pages."""
        try:
            info = await run_in_threadpool(installation.files.info, file_id)
            path = await run_in_threadpool(installation.files.path, file_id)
        except StorageError:
            return PlainTextResponse("", 404)
        try:
            return file_answer(request, info, path)
        except RangeNotThere as beyond:
            return PlainTextResponse("", 416, beyond.headers)

    return router
