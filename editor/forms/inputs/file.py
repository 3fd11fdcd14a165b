"""Where a file comes from: asked for at each run, always the same, or named by a field of each item."""

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from nicegui import ui

from editor.controls import icon
from editor.forms.inputs.choice import draw_choice
from editor.forms.inputs.import_wizard import draw_learner, learn
from editor.forms.inputs.pickers import draw_field
from editor.forms.inputs.typed import typed_box
from editor.forms.offers import Offer
from editor.forms.paths import value_at
from editor.forms.sizes import size_in_words
from editor.forms.spot import Spot
from editor.forms.upload import upload_button
from storage.errors import NotFound
from storage.files import FileInfo


def draw_file(spot: Spot) -> None:
    """Three ways in plain words; under them the file itself, or a sample of it."""
    origin = replace(spot.part("from"), asked=replace(spot.part("from").asked, optional=False))
    draw_choice(origin)
    inner = ui.element("div").classes("file-way")
    shown = [""]

    def draw() -> None:
        way = value_at(spot.value, ("from",), "input")
        stamp = f"{way} {sample_of(spot)} {value_at(spot.value, ('id',))}"
        if stamp != shown[0]:
            shown[0] = stamp
            for part in ("name", "id", "path"):
                spot.form.forget((*spot.place, part), itself=True)
            inner.clear()
            with inner:
                WAYS.get(way, _from_input)(spot)

    draw()
    spot.watch(draw)


def _from_input(spot: Spot) -> None:
    """Runs ask for the file under a name; the file chosen here is only a sample."""
    say = spot.form.words.say
    ui.label(say("forms.input_name")).classes("setting-label")
    box = typed_box(
        spot.part("name"), read=lambda text: text.strip() or None, write=lambda value: str(value or ""),
        offers=lambda: [Offer(name).as_option() for name in declared(spot)],
    )  # fmt: skip
    box.on_leave(lambda _: declare(spot, value_at(spot.value, ("name",))))
    ui.label(say("forms.input_hint")).classes("setting-hint")
    _draw_chosen(spot, sample_of(spot), say("forms.sample"), "forms.choose_sample")


def _from_store(spot: Spot) -> None:
    say = spot.form.words.say
    _draw_chosen(spot, value_at(spot.value, ("id",)), say("forms.file"), "forms.choose_file")


def _from_field(spot: Spot) -> None:
    ui.label(spot.form.words.label((*spot.place, "path"))).classes("setting-label")
    draw_field(spot.part("path"))
    _draw_chosen(spot, sample_of(spot), spot.form.words.say("forms.sample"), "forms.choose_sample")


WAYS = {"input": _from_input, "stored": _from_store, "field": _from_field}


def _draw_chosen(spot: Spot, file_id: Any, title: str, invite: str) -> None:
    """The file that is known, and the button to choose one."""
    say, info = spot.form.words.say, file_info(spot, file_id)
    with ui.element("div").classes("file-line"):
        if info:
            icon("description")
            with ui.element("div").classes("grow cut"):
                ui.label(info.name).classes("file-name cut").props(f'data-testid="{spot.test_id}-chosen"')
                unit, size = size_in_words(info.size)
                ui.label(f"{title} · {say(unit, size=size)}").classes("setting-hint")
        upload_button(
            spot.form.visitor, spot.form.installation, say("forms.change_file" if info else invite),
            f"{spot.test_id}-upload", lambda stored: chosen(spot, stored),
        )  # fmt: skip
    if file_id and not info:
        ui.label(say("forms.file_gone")).classes("problem error")
    if info:
        draw_learner(spot, info)


async def chosen(spot: Spot, info: FileInfo) -> None:
    """The file becomes the sample (or the very file), and what it is made of is written into the settings."""
    form = spot.form
    form.flush()
    way = value_at(spot.value, ("from",), "input")
    if way == "stored":
        spot.put({"from": "stored", "id": info.id}, now=True)
    elif way == "input" and not value_at(spot.value, ("name",)):
        spot.put({"from": "input", "name": input_name(info.name)}, now=True)
    declare(spot, value_at(spot.value, ("name",)))
    spot.step.draft.set_sample(spot.step.step_id, info.id)
    await learn(spot, info, afresh=True)


def file_info(spot: Spot, file_id: Any) -> FileInfo | None:
    """The stored file, or None where it is gone (or was never one)."""
    try:
        return spot.form.installation.files.info(file_id) if isinstance(file_id, str) and file_id else None
    except NotFound:
        return None


def sample_of(spot: Spot) -> Any:
    """The id of the step's sample file."""
    return value_at(spot.step.draft.step(spot.step.step_id), ("sample", "file"))


def declared(spot: Spot) -> list[str]:
    """The flow's file inputs."""
    inputs = spot.step.draft.document.get("inputs", [])
    return [one["name"] for one in inputs if one.get("name") and one.get("type", "file") == "file"]


def declare(spot: Spot, name: Any) -> None:
    """The flow asks its runs for this file; an input of that name is left as it is."""
    spot.form.flush()
    inputs = list(spot.step.draft.document.get("inputs", []))
    if value_at(spot.value, ("from",), "input") != "input" or not isinstance(name, str) or not name:
        return
    if all(one.get("name") != name for one in inputs):
        spot.step.draft.set_inputs([*inputs, {"name": name, "type": "file", "required": True}])


def input_name(file_name: str) -> str:
    """`Ventes 2024.csv` → `ventes_2024`: a first name for the input."""
    return re.sub(r"\W+", "_", PurePath(file_name).stem.lower()).strip("_") or "file"
