"""Stored files for people who are signed in."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, PlainTextResponse, Response

from runtime.installation import Installation
from storage.errors import StorageError


def routes(installation: Installation) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/files/{file_id}/content")
    async def content(file_id: str) -> Response:
        """The file, always as a download: nothing that somebody stored runs in our pages."""
        try:
            info = await run_in_threadpool(installation.files.info, file_id)
            path = await run_in_threadpool(installation.files.path, file_id)
        except StorageError:
            return PlainTextResponse("", 404)
        return FileResponse(path, filename=info.name, media_type="application/octet-stream")

    return router
