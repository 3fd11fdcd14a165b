"""Everything that a promotion brings, and how it stands there."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.sandboxes.differing import difference_in_words
from editor.visitor import Visitor
from runtime.connectors.checking import secret_names
from runtime.sandboxes.needs import Key
from runtime.sandboxes.promotion import Item, Promotion
from storage.connector import Connector

_SIGNS = {"flow": "account_tree", "component": "table_view", "connector": "hub", "template": "description"}


def promoted_things(visitor: Visitor, found: Promotion, take: set[Key]) -> None:
    """The flow itself, what it needs, and what people must know. Ticks go into `take`."""
    say = visitor.say
    text("p", say(f"promotion.itself.{found.flow.standing}")).props('data-testid="promote-itself"')
    if not found.needs:
        text("p", say("promotion.none_needed"))
        return
    text("h3", say("promotion.comes"))
    with Element("ul").classes("things").props('tabindex="0"') as listed:
        listed.props["aria-label"] = say("promotion.comes")
        for item in found.needs:
            _line(visitor, item, take)
    with Element("div").classes("to-know"):
        for words in _to_know(visitor, found):
            text("p", words).classes("small")


def _line(visitor: Visitor, item: Item, take: set[Key]) -> None:
    say = visitor.say
    with Element("li").classes(item.standing).props(f'data-testid="promote-{item.kind}-{item.id}"'):
        icon(_SIGNS[item.kind])
        with Element("div"):
            text("span", say(f"promotion.kinds.{item.kind}")).classes("small quiet")
            text("div", item.name).classes("name cut")
        text("span", say(f"promotion.standing.{item.standing}")).classes("small")
        with Element("div").classes("beneath"):
            if item.into != item.id and item.kind != "flow":
                text("div", say("promotion.beside", id=item.into)).classes("small")
            if item.barred:
                text("div", say("promotion.barred")).classes("small problem error")
            else:
                _differences(visitor, item, take)


def _differences(visitor: Visitor, item: Item, take: set[Key]) -> None:
    say = visitor.say
    words = " · ".join(difference_in_words(say, one) for one in item.differences)
    text("div", words).classes("small quiet")
    if item.standing != "different":
        return

    def tick(key: Key, event: Any) -> None:
        (take.add if event.value else take.discard)(key)

    box = ui.checkbox(say("promotion.take"), value=item.key in take, on_change=partial(tick, item.key))
    box.props(f'data-testid="promote-take-{item.kind}-{item.id}"')
    box.props["aria-label"] = say("promotion.take_name", name=item.name)


def _to_know(visitor: Visitor, found: Promotion) -> Sequence[str]:
    """What does not go along, and what is to be done there."""
    say = visitor.say
    new, other = ([one for one in found.needs if one.standing == standing] for standing in ("new", "different"))
    secret = [one.name for one in new if isinstance(one.thing, Connector) and secret_names(one.thing)]
    called = [one.name for one in new if one.kind == "flow"]
    told = {
        "secrets": ", ".join(secret), "called": ", ".join(called),
        "entries": any(one.kind == "component" for one in new), "kept": bool(other),
        "merged": any(one.kind == "component" for one in other),
        "secrets_gone": any(one.kind == "connector" for one in other),
    }  # fmt: skip
    return [say(f"promotion.{key}", names=names) for key, names in told.items() if names]
