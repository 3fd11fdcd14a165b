"""The parameters of calls: where they stand, what they may be, what the reference says of them."""

from typing import Annotated, Literal

from fastapi import Header, Path, Query

LONGEST_WAIT = 600
"""Seconds."""
Status = Literal["queued", "running", "succeeded", "failed", "cancelled"]

IfMatch = Annotated[str | None, Header(description="The etag that the write was made for; `*` for any.")]
IfNoneMatch = Annotated[str | None, Header(description="Etags that the client has; 304 when one is current.")]
Mode = Annotated[str | None, Query(description="`draft`: not published yet.")]
Filters = Annotated[
    list[str] | None,
    Query(description="`path==value`, `path==one,other` or `path!=value`; several must all hold."),
]
Limit = Annotated[int | None, Query(ge=1, le=1000, description="The most to give at once.")]
Order = Annotated[str | None, Query(description="id, name, state, created, updated; `-name` for the other direction.")]
Count = Annotated[bool, Query(description="Tell how many there are in all.")]
Continuation = Annotated[str | None, Query(description="From the link to the next page.")]

FlowAction = Annotated[str, Query(description="publish, disable, enable, discard or rollback, in any case.")]
RollbackTo = Annotated[str | None, Query(description="For rollback: the version to publish again.")]
Note = Annotated[str, Query(max_length=5000, description="For publish: what changes, for the history.")]
VersionName = Annotated[str, Query(max_length=200, description="For publish: what to call the version.")]
VersionNumber = Annotated[int, Path(ge=1, le=10**9)]

Wait = Annotated[float | None, Query(ge=0, le=LONGEST_WAIT, description="Seconds to wait for the flow's own response.")]
Dry = Annotated[bool, Query(description="Run the draft; no effect is done.")]
IdempotencyKey = Annotated[
    str | None, Header(min_length=1, max_length=255, description="A repeat with the same key gets the first run.")
]
RunStatus = Annotated[Status | None, Query(description="Only runs in this state.")]
OfFlow = Annotated[str | None, Query(description="Only runs of this flow.")]
OfParent = Annotated[str | None, Query(description="Only runs that steps of this run called.")]
RunAction = Annotated[str, Query(description="cancel, resume or rerun, in any case.")]
FromStep = Annotated[str | None, Query(alias="from", description="For rerun: the first step to do again.")]
LastEventId = Annotated[str | None, Header(description="The last number that the client has.")]

Confirm = Annotated[str, Query(max_length=200, description="The sandbox's name once more: what goes is gone.")]
PromoteTo = Annotated[str, Query(max_length=200, description="The sandbox that the flow goes to.")]
PromoteWhat = Annotated[str, Query(max_length=20, description="draft (where there is one) or live.")]

FileName = Annotated[str | None, Query(description="What to call the file, where the body is the file itself.")]
