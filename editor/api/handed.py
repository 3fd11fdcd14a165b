"""Runs that the command line hands to the server of its data folder. No part of the public interface."""

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from editor.api.answers import answer
from editor.api.bodies import read_json
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed, NotAllowed
from editor.api.receiving import Received
from editor.flow_names import flow_called

ROUTER = APIRouter(include_in_schema=False)
_NO_LIMIT = 2**62
"""The command line could write into the folder itself."""


def _command_line(caller: Permitted) -> Caller:
    if not caller.owner:
        raise NotAllowed("right_missing", right="administer", role=caller.role)
    return caller


CommandLine = Annotated[Caller, Depends(_command_line)]


@ROUTER.post("/handed", status_code=202)
async def hand_over(request: Request, caller: CommandLine) -> Response:
    """Start what is `asked`: a flow or a document, its model, and files by the names of the flow's inputs."""
    async with Received(caller.installation.files, caller.name, _NO_LIMIT, _NO_LIMIT) as received:
        await received.read(request, fields=("asked",))
        asked = read_json(received.fields.get("asked", b""))
        if not isinstance(asked, dict):
            raise Malformed("body_not_json", line=1, column=1)
        stored = await to_thread.run_sync(received.store)
    files = {name: info.id for name, info in stored.items()}
    run = await to_thread.run_sync(_start, caller, asked, files)
    return answer({"id": run, "names": await to_thread.run_sync(_names, caller, run)}, 202)


@ROUTER.get("/handed/{run}")
def read_handed(run: str, caller: CommandLine) -> Response:
    """The whole run once it is over, as `etapes run --json` prints it."""
    return answer(caller.installation.engine.wait(run))


def _start(caller: Caller, asked: dict[str, Any], files: dict[str, str]) -> str:
    flow = asked.get("flow") and flow_called(caller.flows, str(asked["flow"]))
    return caller.installation.engine.start(
        flow or None, document=asked.get("document"), model=asked.get("model"), files=files,
        user=caller.name, trigger="cli", dry=bool(asked.get("dry")),
    )  # fmt: skip


def _names(caller: Caller, run: str) -> dict[str, str]:
    from editor.commands.follow import names_of

    return names_of(caller.installation.runs.get(run).document)
