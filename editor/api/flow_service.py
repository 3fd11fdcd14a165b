"""The Flow Service dialect: the shapes, codes and refusals that its clients know."""

from collections.abc import Mapping
from typing import Any, ClassVar

from editor.api.bodies import FORM, JSON
from editor.api.dialects import Json, Page
from editor.api.errors import Malformed, NeedsEtag, NotAllowed, NotIdentified
from editor.api.preconditions import quoted
from runtime.problems import Problem, Problems
from storage.errors import Conflict
from storage.flows import Flows
from storage.record import Record

_KNOWN: dict[str, tuple[int, str]] = {
    "token_missing": (403, "403010"),
    "token_refused": (401, "401013"),
    "api_key_missing": (403, "403000"),
    "organisation_missing": (400, "400000"),
}
"""Refusals by their code: status and `error_code`."""
_CLASSES: dict[type[Exception], tuple[int, str]] = {NeedsEtag: (400, "1403-400"), Conflict: (400, "1422-400")}


class FlowService:
    root: ClassVar[str] = "/data/foundation/flowservice"
    kind: ClassVar[str] = "flowservice"
    accepted: ClassVar[tuple[str, ...]] = (JSON, FORM)
    etag_bare: ClassVar[bool] = True
    owned: ClassVar[frozenset[str]] = frozenset(
        ("id", "etag", "version", "state", "sandboxName", "createdAt", "createdBy", "updatedAt", "updatedBy")
    )

    def gate(self, headers: Mapping[str, str]) -> None:
        if not headers.get("x-api-key", "").strip():
            raise NotAllowed("api_key_missing")
        if not headers.get("x-gw-ims-org-id", "").strip():
            raise Malformed("organisation_missing")

    def check_new(self, document: Json) -> None:
        spec = document.get("flowSpec")
        if not isinstance(spec, dict) or not isinstance(spec.get("id"), str) or not spec["id"]:
            raise Malformed("member_missing", member="flowSpec")

    def flow(self, record: Record) -> Json:
        etag = quoted(record.etag)
        return {
            **record.document,
            "id": record.id, "etag": etag, "version": etag, "state": record.state, "sandboxName": record.sandbox,
            "createdAt": _milliseconds(record.created_at), "createdBy": record.created_by,
            "updatedAt": _milliseconds(record.updated_at), "updatedBy": record.updated_by,
        }  # fmt: skip

    def single(self, flow: Json) -> Json:
        return {"items": [flow]}

    def page(self, page: Page, flows: Flows) -> Json:
        body: dict[str, Any] = {
            "items": [self.flow(flows.get(line.id)) for line in page.lines],
            "_page": {"count": len(page.lines), "limit": page.limit},
            "_links": {"next": {"href": page.following}} if page.following else {},
        }
        return body if page.total is None else {**body, "count": page.total}

    def refused(self, wrong: Exception, status: int, body: Json) -> tuple[int, Json]:
        of_class = next((_CLASSES[kind] for kind in type(wrong).__mro__ if kind in _CLASSES), None)
        status, code = _KNOWN.get(str(body["code"])) or of_class or (status, f"1400-{status}")
        details = "; ".join(error["message"] for error in body["errors"])
        told = {"errorMessage": body["detail"], "errorDetails": details or body["detail"], "error_code": code}
        if isinstance(wrong, NotIdentified | NotAllowed):
            told["message"] = body["detail"]
        return status, {**body, **told, "status": status}


def missing(document: Json) -> Problems:
    """Everything that a flow made of Flow Service connections lacks before it can be published.

    Connections cannot be made here yet, so every id it names is one that is missing.
    """
    sources = _connections(document, "sourceConnectionIds", "source_connection")
    targets = _connections(document, "targetConnectionIds", "target_connection")
    return Problems(*sources, *targets, *_mappings(document))


def _connections(document: Json, member: str, code: str) -> list[Problem]:
    ids = document.get(member)
    if not isinstance(ids, list) or not ids:
        return [Problem(code=f"{code}_none", setting=member)]
    return [
        Problem(code=f"{code}_missing", setting=f"{member}[{at}]", parameters={"id": str(one)})
        for at, one in enumerate(ids)
    ]


def _mappings(document: Json) -> list[Problem]:
    found = []
    transformations = document.get("transformations")
    for at, one in enumerate(transformations if isinstance(transformations, list) else []):
        parameters = one.get("params") if isinstance(one, dict) else None
        if isinstance(parameters, dict) and "mappingId" in parameters:
            place, mapping = f"transformations[{at}].params.mappingId", str(parameters["mappingId"])
            found.append(Problem(code="mapping_missing", setting=place, parameters={"id": mapping}))
    return found


def _milliseconds(time: Any) -> int:
    return int(time.timestamp() * 1000)
