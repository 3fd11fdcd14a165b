"""A flow's versions: what each says, and how two differ."""

from dataclasses import asdict

from fastapi import APIRouter
from starlette.responses import Response

from editor.api import documented as doc
from editor.api.answers import answer
from editor.api.callers import Permitted
from editor.api.parameters import VersionNumber
from editor.designer.teller import Teller
from runtime.changes import changes

ROUTER = APIRouter(tags=["versions"])


@ROUTER.get("/flows/{flow}/versions", **doc.versions)
def list_versions(flow: str, caller: Permitted) -> Response:
    """Every version, newest first, without its document; of a deleted flow for administrators."""
    infos = caller.flows.versions(flow, deleted=caller.may("administer"))
    return answer({"items": [asdict(info) for info in infos], "next": None})


@ROUTER.get("/flows/{flow}/versions/{number}", **doc.version)
def read_version(flow: str, number: VersionNumber, caller: Permitted) -> Response:
    """The document as it was frozen when it was published."""
    return answer(caller.flows.version(flow, number, deleted=caller.may("administer")))


@ROUTER.get("/flows/{flow}/versions/{first}/diff/{second}", **doc.difference)
def compare_versions(flow: str, first: VersionNumber, second: VersionNumber, caller: Permitted) -> Response:
    """What changes from the first to the second: by phase, step and setting, each said in a sentence."""
    deleted = caller.may("administer")
    old, new = (caller.flows.version(flow, number, deleted=deleted) for number in (first, second))
    teller = Teller(caller, old, new)
    told = [asdict(one) | {"message": teller.sentence(one)} for one in changes(old, new)]
    return answer({"from": first, "to": second, "changes": told})
