"""Which column of the file goes into which field, beside the first rows as they are read."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import grid, text
from editor.data.entries.inputs import heard
from editor.data.intake.plan import Plan
from editor.forms.box import Box
from storage.component import ComponentField

if TYPE_CHECKING:
    from editor.data.intake.sheet import IntakeSheet

SEPARATORS = (";", ",", "tab", "|")
KNOWN = ("update", "skip", "refuse")
_LONG = 40


def mapping_view(sheet: "IntakeSheet", plan: Plan) -> None:
    _reading(sheet, plan)
    _preview(sheet, plan)
    text("h3", sheet.visitor.say("data.intake.mapping"))
    with Element("div").classes("map-lines"):
        for at, one in enumerate(plan.component.stored):
            _line(sheet, plan, at, one)
    if plan.component.key:
        _known(sheet, plan)


def _reading(sheet: "IntakeSheet", plan: Plan) -> None:
    """How the file is read, where that may be guessed wrongly."""
    say = sheet.visitor.say
    with Element("div").classes("line wrap"):
        if plan.options.file_type == "csv":
            now = "tab" if plan.options.separator == "\t" else plan.options.separator
            offers = [_offer(sign, say(f"forms.choices.separator.{sign}")) for sign in SEPARATORS]
            _choice(say("data.intake.separator"), "import-separator", now, offers,
                    lambda sign: sheet.reread(separator="\t" if sign == "tab" else sign))  # fmt: skip
            signs = [
                _offer(sign, say(f"data.intake.decimals.{name}")) for sign, name in ((".", "point"), (",", "comma"))
            ]
            _choice(say("data.intake.decimal"), "import-decimal", plan.options.decimal, signs,
                    lambda sign: sheet.reread(decimal=sign))  # fmt: skip
        elif len(plan.sheets) > 1:
            _choice(say("data.intake.sheet"), "import-tab", plan.options.sheet or plan.sheets[0],
                    [_offer(name, name) for name in plan.sheets], lambda name: sheet.reread(sheet=name))  # fmt: skip


def _preview(sheet: "IntakeSheet", plan: Plan) -> None:
    with Element("div").classes("sample"), grid(*plan.columns):
        for row in plan.rows:
            with Element("tr"):
                for name in plan.columns:
                    value = row.get(name)
                    text("td", _short(value)).classes("" if value is not None else "null")


def _line(sheet: "IntakeSheet", plan: Plan, at: int, one: ComponentField) -> None:
    say = sheet.visitor.say
    offers = [_offer("", say("data.intake.leave_out")), *(_offer(name, name) for name in plan.columns)]
    with Element("div").classes("map-line"):
        with Element("div").classes("map-field cut"):
            text("span", one.name)
            if one.required or one.primary_key:
                text("span", say("data.required_mark")).classes("small quiet")
        text("span", "←").classes("quiet").props('aria-hidden="true"')
        box = Box(plan.mapping.get(one.name, ""), name=say("data.intake.column_for", field=one.name),
                  test_id=f"map-{at}", options=offers, free=False)  # fmt: skip
        heard(box, partial(sheet.put, at, one.name))
        if one.type == "catalog" and one.name in plan.mapping:
            _by(sheet, plan, one)


def _by(sheet: "IntakeSheet", plan: Plan, one: ComponentField) -> None:
    """What the column holds of a reference."""
    say = sheet.visitor.say

    def choose(way: str) -> None:
        (plan.by_key.add if way == "key" else plan.by_key.discard)(one.name)

    offers = [_offer(way, say(f"data.intake.by_{way}")) for way in ("key", "id")]
    box = Box("key" if one.name in plan.by_key else "id", name=say("data.intake.by", field=one.name),
              test_id=f"map-by-{one.id}", options=offers, free=False)  # fmt: skip
    heard(box, choose)


def _known(sheet: "IntakeSheet", plan: Plan) -> None:
    say = sheet.visitor.say
    names = ", ".join(one.name for one in plan.component.key)
    group = Element("fieldset").classes("plain-fieldset")
    with group:
        text("legend", say("data.intake.known", fields=names)).classes("setting-label")
        words = {one: say(f"data.intake.knowns.{one}") for one in KNOWN}
        radio = ui.radio(words, value=plan.known, on_change=lambda event: setattr(plan, "known", event.value))
        radio.props('inline data-testid="import-known"')


def _choice(label: str, test_id: str, now: str, offers: Sequence[dict[str, str]], changed: Any) -> None:
    with Element("div").classes("setting pick"):
        text("div", label).classes("setting-label")
        heard(Box(now, name=label, test_id=test_id, options=offers, free=False), changed)


def _offer(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label, "note": "", "short": "", "badge": "", "icon": "", "type": ""}


def _short(value: Any) -> str:
    words = "" if value is None else str(value)
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
