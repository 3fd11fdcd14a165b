"""What a sample file says of itself, written into the settings where a person sees and corrects it."""

import asyncio
import csv
from itertools import islice
from pathlib import Path
from typing import Any

from nicegui import background_tasks, ui

from editor.controls import button, icon
from editor.forms.missing import suspected
from editor.forms.relearned import relearned
from editor.forms.rows import added
from editor.forms.spot import Spot
from runtime.context import ReadOptions
from runtime.problems import Problems
from storage.files import FileInfo

_LINES = 20_000
"""How many lines of a csv file are looked through for words that mean “missing”."""


def draw_learner(spot: Spot, info: FileInfo) -> None:
    """Below a chosen file: find columns and types again; words that may mean “no value”."""
    if _is_import(spot):
        _Learner(spot, info)


class _Learner:
    def __init__(self, spot: Spot, info: FileInfo) -> None:
        self.spot, self.info, self.looked_at = spot, info, _shape(spot)
        with ui.element("div").classes("learner"):
            self.again = button(spot.form.words.say("forms.detect_again"), self._detect, icon="refresh", kind="link")
            self.again.props["data-testid"] = "detect-types"
            self.hints = ui.element("div")
        self._look()
        spot.watch(self._refresh)

    async def _detect(self) -> None:
        self.again.props("loading")
        try:
            await learn(self.spot, self.info)
        finally:
            self.again.props(remove="loading")

    def _refresh(self) -> None:
        """Other columns or other missing values: other words may stand out."""
        if not self.hints.is_deleted and self.looked_at != _shape(self.spot):
            self.looked_at = _shape(self.spot)
            self._look()

    def _look(self) -> None:
        background_tasks.create(self._hint())

    async def _hint(self) -> None:
        form = self.spot.form
        path, options = form.installation.files.path(self.info.id), options_of(self.spot)
        form.offered |= await asyncio.to_thread(offered, path, options)
        found = await asyncio.to_thread(words_for_nothing, path, options)
        if not self.hints.is_deleted:
            form.refresh()
            self.hints.clear()
            with self.hints:
                for word, columns in found.items():
                    _draw_hint(self.spot, self.info, word, columns)


async def learn(spot: Spot, info: FileInfo, *, afresh: bool = False, columns: bool = True) -> None:
    """Write the types of the file's columns, with `columns` also those columns that are not in the mapping yet, and
    `afresh` what kind of file it is (type, separator, encoding, decimal sign) and a mapping of all its columns."""
    from runtime.services.tables import detect, guess

    if not _is_import(spot):
        return
    form, path = spot.form, spot.form.installation.files.path(info.id)
    try:
        if afresh:
            for name, value in (await asyncio.to_thread(guess, path, info.name)).items():
                form.put((name,), value)
            form.flush()
        found = await asyncio.to_thread(detect, path, options_of(spot))
        lines = [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in found]
        known = [] if afresh else form.settings.get("mapping")
        form.put(("mapping",), relearned(known, lines, columns=columns), now=True)
    except Problems as wrong:
        with form.box.client:  # the button that asked may be drawn anew by now
            ui.notify(form.visitor.explain(wrong), type="negative", timeout=10_000)


def options_of(spot: Spot) -> ReadOptions:
    """The settings as the readers take them; what is wrong in them is left at its default."""
    settings = spot.form.settings
    known = {name: settings[name] for name in ReadOptions.model_fields if settings.get(name) is not None}
    known.pop("mapping", None)
    for name in list(known):
        try:
            ReadOptions.model_validate({name: known[name]})
        except ValueError:
            del known[name]
    return ReadOptions.model_validate(known)


def offered(path: Path, options: ReadOptions) -> dict[str, list[str]]:
    """What may be picked for a column and for the sheet; nothing where the file cannot be read that way."""
    from runtime.services.tables import columns, sheets

    try:
        return {"column": columns(path, options), "sheet": sheets(path) if options.file_type == "xlsx" else []}
    except Problems:
        return {}


def words_for_nothing(path: Path, options: ReadOptions) -> dict[str, list[str]]:
    """Words of a csv file that probably mean a missing value, with their columns."""
    if options.file_type != "csv" or not options.header:
        return {}
    try:
        with path.open(encoding=options.encoding, errors="replace", newline="") as source:
            rows = csv.reader(islice(source, options.skip_lines, _LINES), delimiter=options.separator)
            columns = next(rows, [])
            return suspected(columns, rows, options.missing)
    except (LookupError, TypeError, csv.Error):  # an unknown encoding or separator: the check tells
        return {}


def _draw_hint(spot: Spot, info: FileInfo, word: str, columns: list[str]) -> None:
    say = spot.form.words.say

    async def accept() -> None:
        spot.form.put(("missing",), added(list(options_of(spot).missing), word), now=True)
        await learn(spot, info, columns=False)

    with ui.element("div").classes("notice warn small").props(f'data-testid="missing-hint-{word}"'):
        icon("help")
        with ui.element("div"):
            shown = ", ".join(columns[:3]) + (" …" if len(columns) > 3 else "")
            ui.label(say("forms.missing_found", word=word, columns=shown, count=len(columns)))
            yes = button(say("forms.missing_accept", word=word), accept, kind="link")
            yes.props["data-testid"] = f"missing-accept-{word}"


def _is_import(spot: Spot) -> bool:
    return spot.form.words.step_type == "import_file"


def _shape(spot: Spot) -> Any:
    """What the search for such words depends on."""
    return options_of(spot).model_dump(exclude={"mapping"})
