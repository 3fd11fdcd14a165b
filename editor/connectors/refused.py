"""Why a try came to nothing, and what to do; where the guard refused, who may allow it and where."""

import asyncio
from collections.abc import Callable

from nicegui.element import Element

from editor.connectors.allowed import PLACE
from editor.controls import button, icon, text
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problem, Problems, problem
from storage.errors import StorageError

GUARDED = "address_refused"


def show_refusal(visitor: Visitor, installation: Installation, wrong: Problems | StorageError,
                 again: Callable[[], object]) -> None:  # fmt: skip
    """One notice for each thing that is wrong. `again` tries once more, when a host was allowed."""
    for one in wrong.problems if isinstance(wrong, Problems) else [wrong]:
        with Element("div").classes("notice bad").props('role="alert" data-testid="try-problem"'):
            icon("error")
            with Element("div").classes("stack-small"):
                text("p", visitor.explain(one))
                if isinstance(one, Problem) and one.code == GUARDED:
                    _ways_on(visitor, installation, one, again)


def _ways_on(visitor: Visitor, installation: Installation, found: Problem, again: Callable[[], object]) -> None:
    host = f"{found.parameters['host']}:{found.parameters['port']}"
    if not visitor.may("administer"):
        text("p", visitor.say("connectors.allowed.where"))
        return

    async def allow() -> None:
        if not visitor.may("administer"):
            raise problem("not_allowed")
        hosts = installation.allowed_hosts
        await asyncio.to_thread(hosts.save, [*hosts.stored(), host], visitor.person.name)
        again()

    with Element("div").classes("line wrap"):
        button(visitor.say("connectors.allowed.allow", host=host), allow).props('data-testid="try-allow"')
        text("a", visitor.say("connectors.allowed.list")).props(f'href="/connectors#{PLACE}" target="_blank"')
