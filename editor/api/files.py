"""Files: uploads, what is known of one, its bytes."""

from dataclasses import asdict

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.answers import answer
from editor.api.bodies import media_type
from editor.api.callers import Caller, Permitted
from editor.api.downloads import file_answer
from editor.api.errors import Malformed
from editor.api.parameters import FileName
from editor.api.receiving import Received, receive_raw
from storage.files import FileInfo

ROUTER = APIRouter(tags=["files"])


@ROUTER.post("/files", status_code=201, **doc.uploading)
async def upload_file(request: Request, caller: Permitted, name: FileName = None) -> Response:
    """Stores a file: as the one file of a multipart form, or as the body itself with `name`."""
    if media_type(request) == "multipart/form-data":
        info = await _of_form(request, caller)
    elif name and name.strip():
        info = await receive_raw(request, caller.installation.files, name, caller.name, request.app.state.limits.file)
    else:
        raise Malformed("file_name_missing")
    return answer(shown(info), 201, {"Location": f"{request.app.state.dialect.root}/files/{info.id}"})


@ROUTER.get("/files/{file}", **doc.file)
def read_file(file: str, caller: Permitted) -> Response:
    """What is known of a file."""
    return answer(shown(caller.installation.files.info(file)))


@ROUTER.get("/files/{file}/content", **doc.content)
def read_content(request: Request, file: str, caller: Permitted) -> Response:
    """The file itself, under its own name; Range and If-None-Match are obeyed."""
    files = caller.installation.files
    return file_answer(request, files.info(file), files.path(file))


def shown(info: FileInfo) -> dict[str, object]:
    return asdict(info)


async def _of_form(request: Request, caller: Caller) -> FileInfo:
    limits = request.app.state.limits
    async with Received(caller.installation.files, caller.name, limits.file, limits.body) as received:
        await received.read(request)
        if received.count != 1:
            raise Malformed("one_file_expected", count=received.count)
        return next(iter((await to_thread.run_sync(received.store)).values()))
