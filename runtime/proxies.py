"""Components without a table: their published flows are run, and what these answer are the entries."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from runtime.entry_access import Entry
from runtime.problems import Outage, Problem, Problems, problem

if TYPE_CHECKING:
    from runtime.installation import Installation

SECONDS = 30.0
"""How long a flow may take to answer."""


def proxied_entry(installation: "Installation", component: str, id: int | str, user: str, *, sandbox: str = "prod"
                  ) -> Entry | None:  # fmt: skip
    """One entry, as the component's flow `get` answers it; blocks.

    `Problems` where the flow is missing, fails or answers something else, `Outage` where it takes too long;
    `NotFound` for a component that is gone, `Conflict` for a flow that is not published.
    """
    answer = _answer(installation, component, "get", {"id": id, "user": user}, sandbox)
    found = _listed(answer)
    if answer is None or found == []:
        return None
    if found and isinstance(found[0], dict):
        return found[0]
    if isinstance(answer, dict) and found is None:
        return answer
    raise _unusable(installation, component, sandbox, "{…}")


def proxied_entries(installation: "Installation", component: str, user: str, *,
                    filter: Sequence[Mapping[str, Any]] = (), order: Sequence[Mapping[str, str]] = (),
                    offset: int = 0, limit: int | None = None, sandbox: str = "prod") -> list[Entry]:  # fmt: skip
    """A list of entries, as the component's flow `query` answers it; blocks, and raises as `proxied_entry`.

    `filter` are {field, operator, value}, `order` are {field, direction}, all by the names of fields.
    """
    asked = {"filter": list(filter), "order": list(order), "offset": offset, "limit": limit, "user": user}
    found = _listed(_answer(installation, component, "query", asked, sandbox))
    if found is None or not all(isinstance(one, dict) for one in found):
        raise _unusable(installation, component, sandbox, "[{…}, …]")
    return found


def _answer(installation: "Installation", component: str, which: Literal["get", "query"], asked: dict[str, Any],
            sandbox: str) -> Any:  # fmt: skip
    """What the flow responds."""
    design = installation.entries(sandbox).component(component)
    flow = getattr(design.proxy, which, None)
    if not flow:
        raise problem("proxy_flow_missing", name=design.name)
    sent = {**asked, "component": component}
    run = installation.engine.start(flow, model=sent, user=asked["user"], trigger="proxy", sandbox=sandbox,
                                    waited_for=True)  # fmt: skip
    seen = installation.engine.wait(run, SECONDS)
    if seen is None:
        told = {"name": design.name, "run": run, "seconds": SECONDS}
        raise Outage(Problem(code="proxy_flow_slow", parameters=told))
    if seen["status"] != "succeeded":
        told = {"name": design.name, "run": run}
        why = [Problem.model_validate({**one, "step": None, "setting": None}) for one in seen["problems"]]
        raise Problems(Problem(code="proxy_flow_failed", parameters=told), *why)
    return seen["result"]


def _listed(answer: Any) -> list[Any] | None:
    """The items of a list, or of an envelope."""
    if isinstance(answer, dict) and set(answer) == {"items", "count"}:
        answer = answer["items"]
    return answer if isinstance(answer, list) else None


def _unusable(installation: "Installation", component: str, sandbox: str, expected: str) -> Exception:
    name = installation.entries(sandbox).component(component).name
    return problem("proxy_answer_unusable", name=name, expected=expected)
