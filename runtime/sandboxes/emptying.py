"""A sandbox is emptied, to be begun anew or to be gone.

Its mark is set first and taken away last; everything in between may be done twice: what a kill leaves of it is brought
to its end at the next start. Stored files are shared by their content, and stay.
"""

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from runtime.sandboxes.content import working
from storage.errors import Conflict
from storage.messages import forget_sandbox
from storage.sandboxes import Emptying, Sandbox

if TYPE_CHECKING:
    from runtime.installation import Installation

_PATIENCE = 30.0
"""Seconds that a cancelled run has to stop."""
_AT_ONCE = 200


def create(installation: "Installation", sandbox: str, title: str, author: str) -> Sandbox:
    """A new world, empty also where a page of an older one of this name left something. `Refused`, `Conflict`."""
    made = installation.sandboxes.create(sandbox, title, author)
    _clear(installation, sandbox, author, stays=False)
    return made


def reset(installation: "Installation", sandbox: str, author: str) -> None:
    """Nothing is left in it; it stays, with the roles that people have in it. `NotFound`, `Conflict`."""
    _empty(installation, sandbox, "reset", author)


def delete(installation: "Installation", sandbox: str, author: str) -> None:
    """Nothing is left of it. `NotFound`; `Conflict` for `prod`, and where a run does not stop."""
    _empty(installation, sandbox, "delete", author)


def finish(installation: "Installation") -> None:
    """Bring to its end what an earlier process began and did not end; what cannot be is said in the server's log."""
    for one in installation.sandboxes.list():
        try:
            if one.emptying:
                _empty(installation, one.name, one.emptying, one.emptied_by)
        except Exception:
            logging.getLogger("etapes").exception("the sandbox %s could not be emptied to its end", one.name)


def _empty(installation: "Installation", sandbox: str, emptying: Emptying, author: str) -> None:
    installation.sandboxes.begin(sandbox, emptying, author)
    _clear(installation, sandbox, author, stays=emptying == "reset")
    installation.sandboxes.ended(sandbox, emptying, author)


def _clear(installation: "Installation", sandbox: str, author: str, *, stays: bool) -> None:
    """Everything goes; the roles in it too, unless it `stays`."""
    with installation.subscriptions.ended(sandbox):
        _stop(installation, sandbox, author)
        installation.flows(sandbox).clear()
        _stop(installation, sandbox, author)  # what was begun meanwhile
        installation.subscriptions.leaving.leave(sandbox)
        installation.mails.clear(sandbox)
        installation.connectors(sandbox).clear()
        installation.tries(sandbox).clear()
        installation.templates(sandbox).clear()
        installation.entries(sandbox).clear()
        while some := installation.runs.list(sandbox=sandbox, limit=_AT_ONCE):
            installation.engine.retention.drop([run.id for run in some])
        forget_sandbox(installation.runs.database, sandbox)
        installation.mails.clear(sandbox)
        installation.origins.forget(sandbox)
        installation.roles.forget(sandbox, contexts_alone=stays)


def _stop(installation: "Installation", sandbox: str, author: str) -> None:
    """Cancel what works and wait for its end, which is written down before it is forgotten."""
    engine, stopped = installation.engine, list[str]()
    for run in working(installation, sandbox):
        with suppress(Conflict):  # it is over, or nothing works on it any more
            engine.cancel(run.id, author)
            stopped.append(run.id)
    for run_id in stopped:
        if engine.wait(run_id, _PATIENCE) is None:
            raise Conflict("sandbox_busy", name=sandbox)
        for _ in engine.follow(run_id):
            continue
