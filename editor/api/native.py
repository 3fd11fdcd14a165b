"""The native dialect: a flow is the flow document, with what the server knows of it beside."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from editor.api.bodies import JSON
from editor.api.dialects import Json, Page
from editor.api.errors import Malformed
from editor.api.preconditions import quoted
from storage.flows import Flows
from storage.record import Record, Summary


class Native:
    root: ClassVar[str] = "/api"
    kind: ClassVar[str] = "native"
    accepted: ClassVar[tuple[str, ...]] = (JSON,)
    etag_bare: ClassVar[bool] = False
    owned: ClassVar[frozenset[str]] = frozenset(
        ("id", "etag", "version", "state", "live_version", "has_draft", "created", "created_by", "updated",
         "updated_by", "createdAt", "updatedAt")
    )  # fmt: skip

    def gate(self, headers: Mapping[str, str]) -> None:
        return

    def check_new(self, document: Json) -> None:
        name = document.get("name")
        if not isinstance(name, str) or not name.strip():
            raise Malformed("member_missing", member="name")

    def flow(self, record: Record) -> Json:
        etag = quoted(record.etag)
        return {
            **record.document,
            "id": record.id, "etag": etag, "version": etag, "state": record.state,
            "live_version": record.live_version, "has_draft": record.has_draft,
            "created": record.created_at, "created_by": record.created_by,
            "updated": record.updated_at, "updated_by": record.updated_by,
        }  # fmt: skip

    def single(self, flow: Json) -> Json:
        return flow

    def page(self, page: Page, flows: Flows) -> Json:
        body: dict[str, Any] = {"items": [_line(line) for line in page.lines], "next": page.following, "_links": {}}
        if page.following:
            body["_links"] = {"next": {"href": page.following}}
        return body if page.total is None else {**body, "count": page.total}

    def refused(self, wrong: Exception, status: int, body: Json) -> tuple[int, Json]:
        return status, body


def _line(line: Summary) -> Json:
    etag = quoted(line.etag)
    told = asdict(line) | {"etag": etag, "version": etag, "created": line.created_at, "updated": line.updated_at}
    return {name: value for name, value in told.items() if name not in ("created_at", "updated_at")}
