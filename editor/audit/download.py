"""The log as a file, for administrators who are signed in."""

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from editor.audit.exporting import MEDIA_TYPES, ExportKind, exported
from editor.where import admitted, visitor_of
from runtime.installation import Installation


def routes(installation: Installation) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/audit/export")
    def export(request: Request, kind: ExportKind = "csv") -> Response:
        """All lines, oldest first, as they are read."""
        admitted(request, visitor_of(request, installation))
        headers = {"Content-Disposition": f'attachment; filename="audit.{kind}"', "Cache-Control": "no-store"}
        return StreamingResponse(exported(kind, installation.audit.all()), 200, headers, MEDIA_TYPES[kind])

    return router
