"""The delivery log of a connector that mail goes by."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from editor.api import documented_notices as doc
from editor.api.answers import answer
from editor.api.callers import Caller, Permitted
from editor.api.notices import Before, Limit
from runtime.problems import Problem
from storage.errors import NotFound
from storage.mails import Delivery
from storage.vault import masked

ROUTER = APIRouter(tags=["notices"])
Number = Annotated[int, Path(ge=1, le=2**53)]
_LOGGED = ("number", "recipient", "name", "state", "created", "due", "attempts", "uncertain", "ended", "run")


@ROUTER.get("/connectors/{connector}/deliveries", **doc.deliveries)
def list_deliveries(connector: str, caller: Permitted, before: Before = None, limit: Limit = 50) -> Response:
    """Every mail that went by the connector, the newest first, and what became of it."""
    caller.installation.connectors(caller.sandbox).get(connector)
    mails = caller.installation.mails
    found = mails.of(connector, caller.sandbox, before=before, limit=limit + 1)
    shown = [_logged(caller, one) for one in found[:limit]]
    following = shown[-1]["number"] if len(found) > limit else None
    return answer({"items": shown, "counts": mails.counts(connector, caller.sandbox), "next": following})


@ROUTER.post("/connectors/{connector}/deliveries/{number}/retry", status_code=202, **doc.retrying)
def retry_delivery(connector: str, number: Number, caller: Permitted) -> Response:
    """Try a mail that failed or waits again now."""
    _of(caller, connector, number)
    caller.installation.mails.again(number, caller.sandbox, caller.name)
    return answer({"number": number}, 202)


@ROUTER.delete("/connectors/{connector}/deliveries/{number}", status_code=204, **doc.dropping_mail)
def drop_delivery(connector: str, number: Number, caller: Permitted) -> Response:
    """A mail that failed or waits is not wanted any more."""
    _of(caller, connector, number)
    caller.installation.mails.drop(number, caller.sandbox, caller.name)
    return Response(status_code=204)


def _of(caller: Caller, connector: str, number: int) -> None:
    """`NotFound` for a mail that did not go by this connector of the caller's sandbox."""
    caller.installation.connectors(caller.sandbox).get(connector)
    found = caller.installation.mails.of(connector, caller.sandbox, before=number + 1, limit=1)
    if not found or found[0].number != number:
        raise NotFound("mail", str(number))


def _logged(caller: Caller, mail: Delivery) -> dict[str, Any]:
    wrong = Problem(code=mail.code, parameters=mail.parameters) if mail.code and mail.state != "sent" else None
    shown = {name: getattr(mail, name) for name in _LOGGED} | {"subject": masked(mail.subject)}
    return shown | {"problem": caller.problem(wrong) if wrong else None}
