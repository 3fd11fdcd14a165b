"""Runs: start one, wait for it, look at it, follow it, cancel it or do it again."""

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from editor.api import documented as doc
from editor.api.answers import answer
from editor.api.asked_actions import actions_header
from editor.api.bodies import JSON, expect, media_type, read_json, whole_body
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed, RunFailed
from editor.api.event_stream import event_stream
from editor.api.parameters import (
    Continuation,
    Dry,
    FromStep,
    IdempotencyKey,
    LastEventId,
    Limit,
    OfFlow,
    OfParent,
    RunAction,
    RunStatus,
    Wait,
)
from editor.api.receiving import Received
from editor.api.run_shapes import line, problems_of, shown
from storage.errors import NotFound
from storage.runs import RunRecord

ROUTER = APIRouter(tags=["runs"])
FORM = "multipart/form-data"
LIMIT = 50


@ROUTER.post("/flows/{flow}/runs", status_code=202, **doc.starting)
async def start_run(
    request: Request,
    flow: str,
    caller: Permitted,
    *,
    wait: Wait = None,
    dry: Dry = False,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Runs the live version on a JSON model, or on a form's `model` and files named after the flow's inputs."""
    if not dry:
        caller.permit("start_run:live")
    if media_type(request) == FORM:  # before files come in that nobody would run
        await to_thread.run_sync(caller.flows.get if dry else caller.flows.live, flow)
    model, files = await _given(request, caller)
    engine = caller.installation.engine

    def start() -> str:
        return engine.start(flow, model=model, files=files, user=caller.name, trigger="api", dry=dry,
                            key=idempotency_key, sandbox=caller.sandbox, waited_for=bool(wait))  # fmt: skip

    run = await to_thread.run_sync(start)
    location = {"Location": f"{request.app.state.dialect.root}/runs/{run}"}
    over = await engine.wait_async(run, wait) if wait else None
    if not over:
        return answer({"id": run}, 202, location)
    over = {**over, "result": await to_thread.run_sync(caller.installation.vault.handed_over, over["result"])}
    return _response(over, location | actions_header(over))


@ROUTER.get("/runs", **doc.runs)
def list_runs(
    request: Request,
    caller: Permitted,
    *,
    flow: OfFlow = None,
    status: RunStatus = None,
    parent: OfParent = None,
    limit: Limit = None,
    continuationToken: Continuation = None,  # noqa: N803
) -> Response:
    """Runs, newest first."""
    runs, limit = caller.installation.runs, limit or LIMIT
    if continuationToken is not None:
        try:
            runs.get(continuationToken)
        except NotFound as unknown:
            raise Malformed("continuation_malformed") from unknown
    found = runs.list(flow, status, limit + 1, continuationToken, sandbox=caller.sandbox, parent=parent)
    seen = {flow for flow in {run.flow for run in found} if _may_see(caller, flow)}
    following = found[limit - 1].id if len(found) > limit else None
    address = request.url.include_query_params(continuationToken=following) if following else None
    items = [line(caller, run) for run in found[:limit] if run.flow in seen]
    return answer({"items": items, "next": address and f"{request.app.state.dialect.root}/runs?{address.query}"})


@ROUTER.get("/runs/{run}", **doc.run)
def read_run(run: str, caller: Permitted) -> Response:
    """Status, counts and times per step, result, files, problems."""
    _visible(caller, run)
    children = [line(caller, one) for one in caller.installation.runs.children(run)]
    return answer(shown(caller, caller.installation.engine.view(run)) | {"children": children})


@ROUTER.get("/runs/{run}/events", **doc.events)
async def follow_run(run: str, caller: Permitted, last_event_id: LastEventId = None) -> Response:
    """Everything the run says, as Server-Sent Events; resumes behind Last-Event-ID, ends with `complete`."""
    after = last_event_id or "0"
    if not (after.isascii() and after.isdigit() and len(after) < 16):
        raise Malformed("event_number_malformed", value=after[:80])
    await to_thread.run_sync(_visible, caller, run)
    stream = event_stream(caller.installation.engine, run, int(after), caller)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")


@ROUTER.post("/runs/{run}/action", **doc.run_acting)
def act_on_run(request: Request, run: str, caller: Permitted, *, op: RunAction, from_step: FromStep = None) -> Response:
    """Cancels a run, takes one up again where it stopped, or makes a new run of the same."""
    record, engine = _visible(caller, run), caller.installation.engine
    if not record.dry:
        caller.permit("act_on_run:live")
    match op.lower():
        case "cancel":
            engine.cancel(run, caller.name)
        case "resume":
            engine.resume(run, caller.name)
        case "rerun":
            run = engine.rerun(run, caller.name, from_step)
        case _:
            raise Malformed("action_unknown", op=op[:80], known="cancel, resume, rerun")
    status = caller.installation.runs.get(run).status
    location = {"Location": f"{request.app.state.dialect.root}/runs/{run}"}
    return answer({"id": run, "status": status}, 200 if op.lower() == "cancel" else 202, location)


async def _given(request: Request, caller: Caller) -> tuple[Any, dict[str, str]]:
    """The caller's model (None without one) and stored files by input."""
    expect(request, (JSON, FORM), "Accept-Post")
    if media_type(request) != FORM:
        raw = await whole_body(request)
        return (read_json(raw) if raw.strip() else None), {}
    limits = request.app.state.limits
    async with Received(caller.installation.files, caller.name, limits.file, limits.body) as received:
        await received.read(request, fields=("model",))
        model = read_json(received.fields["model"]) if "model" in received.fields else None
        stored = await to_thread.run_sync(received.store)
    return model, {name: info.id for name, info in stored.items()}


def _response(view: dict[str, Any], headers: dict[str, str]) -> Response:
    """What the flow answers its caller."""
    if view["status"] != "succeeded":
        code = "run_failed" if view["status"] == "failed" else "run_cancelled"
        raise RunFailed(code, problems=problems_of(view["problems"]), headers=headers, run=view["id"])
    status = view["response_status"] or 200
    bodiless = status in (204, 205, 304)
    return Response(status_code=status, headers=headers) if bodiless else answer(view["result"], status, headers)


def _visible(caller: Caller, run: str) -> RunRecord:
    """The run, if it belongs to the caller's sandbox; those of deleted flows are for administrators."""
    record = caller.installation.runs.get(run)
    if record.sandbox != caller.sandbox or not _may_see(caller, record.flow):
        raise NotFound("run", run)
    return record


def _may_see(caller: Caller, flow: str) -> bool:
    """Whether the flow is there, or the caller an administrator; a run of a mere document has no flow."""
    if not flow or caller.may("administer"):
        return True
    try:
        caller.flows.get(flow)
    except NotFound:
        return False
    return True
