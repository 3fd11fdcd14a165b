"""A flow's subscription, and its messages that wait for a person."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from editor.api import documented_messages as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, read_json
from editor.api.callers import Caller, Permitted
from editor.api.errors import Malformed
from runtime.problems import Problem
from storage.errors import NotFound
from storage.message_tables import TakenMessage

ROUTER = APIRouter(tags=["messages"])
Number = Annotated[int, Path(ge=1, le=2**53)]


@ROUTER.get("/flows/{flow}/subscription", **doc.subscription)
def read_subscription(flow: str, caller: Permitted) -> Response:
    """How it is doing now; 404 for a flow that waits for no messages."""
    caller.flows.get(flow)
    state = caller.installation.subscriptions.state(flow, caller.sandbox)
    if state is None:
        raise NotFound("subscription", flow)
    error = caller.problem(state.error) if state.error else None
    return answer({name: getattr(state, name) for name in asdict(state)} | {"error": error})


@ROUTER.get("/flows/{flow}/dead-letters", **doc.dead_letters)
def list_dead_letters(flow: str, caller: Permitted) -> Response:
    """Messages that no run could be made of, or finish; the hundred oldest."""
    caller.flows.get(flow)
    found = caller.installation.subscriptions.dead_letters(flow, caller.sandbox).list()
    return answer({"items": [_shown(caller, one) for one in found], "next": None})


@ROUTER.post("/flows/{flow}/dead-letters/{number}/replay", status_code=202, **doc.replaying)
def replay_dead_letter(request: Request, flow: str, number: Number, caller: Permitted, raw: Body) -> Response:
    """Run the flow with the message, as it is or with the `body` that is sent."""
    expect(request, (JSON,), "Accept-Post")
    caller.flows.get(flow)
    letters = caller.installation.subscriptions.dead_letters(flow, caller.sandbox)
    content = _repaired(read_json(raw)) if raw else letters.get(number).body or b""
    run = caller.installation.subscriptions.replay(flow, number, content, caller.name, caller.sandbox)
    return answer({"id": run}, 202, {"Location": f"{request.app.state.dialect.root}/runs/{run}"})


@ROUTER.delete("/flows/{flow}/dead-letters/{number}", status_code=204, **doc.dropping)
def drop_dead_letter(flow: str, number: Number, caller: Permitted) -> Response:
    """Nobody wants the message any more."""
    caller.flows.get(flow)
    caller.installation.subscriptions.dead_letters(flow, caller.sandbox).drop(number)
    return Response(status_code=204)


def _repaired(sent: Any) -> bytes:
    if not isinstance(sent, dict) or not isinstance(sent.get("body"), str):
        raise Malformed("body_text_missing")
    return str(sent["body"]).encode("utf-8", "surrogatepass")


def _shown(caller: Caller, one: TakenMessage) -> dict[str, Any]:
    return {
        "number": one.number, "id": one.id, "body": (one.body or b"").decode("utf-8", "replace"),
        "headers": dict(one.headers), "sent": one.sent, "taken": one.taken, "run": one.run,
        "problem": caller.problem(Problem.model_validate(one.problem)),
    }  # fmt: skip
