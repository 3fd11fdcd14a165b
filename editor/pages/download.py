"""Stored files for people who are signed in."""

from dataclasses import replace
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from editor.acting.fetched import sent
from editor.api.downloads import file_answer
from editor.api.errors import RangeNotThere
from editor.where import admitted, visitor_of
from runtime.installation import Installation
from storage.errors import StorageError
from storage.file_info import FileInfo

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def shown(request: Request, info: FileInfo, path: Path) -> Response:
    """A file in a tab of its own: as what it is where that is harmless, as plain text, or else as a download."""
    if info.media_type == "application/pdf":
        made = file_answer(request, info, path, inline=True)
        made.headers["Content-Security-Policy"] = "default-src 'none'"  # a sandbox would keep the viewer out
        return made
    if info.media_type.startswith("text/") or info.media_type == "application/json":
        info = replace(info, media_type="text/plain; charset=utf-8")
    return file_answer(request, info, path, inline=info.media_type in PICTURES or info.media_type.startswith("text/"))


def routes(installation: Installation) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/files/{file_id}/content")
    async def content(request: Request, file_id: str, *, show: bool = False, receipt: str = "") -> Response:
        """The file as a download: nothing that somebody stored runs in our pages.

        With `show`, pictures, PDF and plain text are shown, still without any right of our pages. Whoever awaits the
        `receipt` hears when all was sent.
        """
        admitted(request, visitor_of(request, installation))
        try:
            info = await run_in_threadpool(installation.files.info, file_id)
            path = await run_in_threadpool(installation.files.path, file_id)
        except StorageError:
            return PlainTextResponse("", 404)
        try:
            answer = shown(request, info, path) if show else file_answer(request, info, path)
            answer.background = BackgroundTask(sent, receipt)
            return answer
        except RangeNotThere as beyond:
            return PlainTextResponse("", 416, beyond.headers)

    return router
