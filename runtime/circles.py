"""Flows that call flows: the way back to the one that asks, and how deep it goes."""

from typing import TYPE_CHECKING

from runtime.flow_access import DEEPEST
from runtime.known import Known
from runtime.problems import Problem

if TYPE_CHECKING:
    from runtime.flow_catalog import PublishedFlow


def calling_problems(known: Known, called: str) -> list[Problem]:
    """What keeps a flow from being called by the flow that is checked."""
    flow = known.get("flow", called)
    if flow is None:
        return []
    if known.flow and (circle := _way_back(flow, known.flow, set())):
        names = " → ".join(one.name for one in (circle[-1], *circle))
        return [Problem(code="flow_calls_itself", setting="flow", parameters={"circle": names})]
    if flow.version is None:
        return [Problem(code="called_flow_not_live", setting="flow", parameters={"name": flow.name})]
    if _levels(flow, {}) > DEEPEST:
        return [Problem(code="flow_calls_too_deep", setting="flow", parameters={"limit": DEEPEST})]
    return []


def _way_back(flow: "PublishedFlow", asking: str, seen: set[str]) -> tuple["PublishedFlow", ...]:
    """The flows from this one to the one that asks; empty where it never calls that one."""
    if flow.id == asking:
        return (flow,)
    if flow.id in seen:
        return ()
    seen.add(flow.id)
    ways = (_way_back(one, asking, seen) for one in flow.called())
    return next(((flow, *way) for way in ways if way), ())


def _levels(flow: "PublishedFlow", seen: dict[str, int]) -> int:
    """How many runs stand above each other when it is called."""
    if flow.id not in seen:
        seen[flow.id] = 1
        seen[flow.id] += max((_levels(one, seen) for one in flow.called()), default=0)
    return seen[flow.id]
