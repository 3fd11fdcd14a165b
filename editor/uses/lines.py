"""A use as a line: who, where in it, and whether it works now."""

from collections.abc import Sequence

from nicegui.element import Element

from editor.controls import icon, pill, text
from editor.forms.labels import Words
from editor.forms.paths import place_of
from editor.visitor import Visitor
from runtime.uses import Use

_ICONS = {"flow": "account_tree", "component": "table", "template": "description"}
_PAGES = {"flow": "/flows/", "component": "/data/", "template": "/templates/"}

_PROXIES = {"proxy.get": "uses.proxy_get", "proxy.query": "uses.proxy_query"}


def use_lines(visitor: Visitor, uses: Sequence[Use]) -> None:
    """One line per use, its user a link."""
    with Element("ul").classes("uses").props('data-testid="uses"'):
        for use in uses:
            with Element("li").classes("line").props(f'data-testid="use-{use.kind}-{use.id}"'):
                icon(_ICONS[use.kind])
                with Element("div").classes("grow"):
                    text("a", use.name or visitor.say("flows.unnamed")).props(f'href="{_PAGES[use.kind]}{use.id}"')
                    text("div", where(visitor, use)).classes("small quiet")
                _states(visitor, use)


def where(visitor: Visitor, use: Use) -> str:
    """The step and the setting, or the field, that names the thing."""
    if use.kind == "flow":
        words = Words(use.step_type, visitor.language)
        setting = visitor.say("uses.sample") if use.setting == "sample" else words.label(place_of(use.setting))
        return visitor.say("uses.in_step", step=use.step_name or words.type_label(use.step_type), setting=setting)
    if use.kind == "component":
        proxy = _PROXIES.get(use.setting)
        return visitor.say(proxy) if proxy else visitor.say("uses.in_field", field=use.setting)
    return visitor.say("uses.in_template")


def _states(visitor: Visitor, use: Use) -> None:
    if use.live is not None:
        pill("enabled", visitor.say("run.version", version=use.live))
    if use.draft:
        pill("draft", visitor.say("flows.states.draft"))
