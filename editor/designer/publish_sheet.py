"""The publish sheet: what changes and whom it touches in plain sentences, or what must be mended first."""

import asyncio
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text, toast
from editor.designer.autosave import Saved
from editor.designer.desk import Desk
from editor.designer.prospect import Prospect, prospect_of
from editor.designer.telling import tell_changes
from editor.designer.wiring import steps
from runtime.installation import Installation
from runtime.problems import Problem, Problems
from runtime.publish import publish
from storage.errors import StorageError
from storage.notices import Note


class PublishSheet:
    def __init__(self, desk: Desk, installation: Installation) -> None:
        self._desk, self._installation = desk, installation
        self._place = ui.context.client.layout
        self._busy = False

    async def open(self) -> None:
        """One sheet, however often it is asked for."""
        if self._busy:
            return
        self._busy = True
        try:
            await self._open()
        finally:
            self._busy = False

    async def _open(self) -> None:
        """Save first: what is published is what is seen."""
        draft = self._desk.draft
        await draft.flush()
        if not isinstance(draft.save_state, Saved):
            toast(self._desk.visitor.say("publish.unsaved"))
            return
        prospect = await asyncio.to_thread(prospect_of, self._installation, draft.flow_id, draft.document)
        say = self._desk.visitor.say
        with self._place, ui.dialog() as sheet, ui.card().classes("sheet").props('data-testid="publish-sheet"'):
            sheet.on("hide", sheet.delete)
            sheet.props["aria-label"] = say("designer.publish")
            if prospect.checked.errors:
                self._problems(prospect, sheet)
            elif not self._desk.visitor.may("publish"):
                self._not_yours(prospect, sheet)
            elif not (draft.record.has_draft or prospect.newer):
                text("h2", say("publish.nothing_title"))
                text("p", say("publish.nothing_new", version=draft.record.live_version))
                self._close(sheet)
            else:
                self._ready(prospect, sheet)
        sheet.open()

    def _ready(self, prospect: Prospect, sheet: ui.dialog) -> None:
        visitor, live = self._desk.visitor, prospect.live
        say, number = visitor.say, prospect.newest.number + 1 if prospect.newest else 1
        text("h2", say("publish.title", version=number))
        if live:
            text("p", say("publish.since", version=live.number, name=live.author, time=visitor.minute(live.time)))
            tell_changes(visitor, prospect.changes, prospect.old, prospect.new)
        else:
            self._beginning(prospect.new)
        text("p", say("publish.touches"))
        self._touches(prospect, number)
        note = ui.input(placeholder=say("publish.note")).props('data-testid="publish-note" maxlength="300"')
        note.props["aria-label"] = say("publish.note")
        wrong = Element("div").props('role="alert"')
        with Element("div").classes("sheet-deeds"):
            button(say("frame.cancel"), sheet.close)
            go = button(say("designer.publish"), lambda: self._publish(sheet, note.value or "", wrong), kind="go")
            go.props('data-testid="publish-confirm"')

    def _beginning(self, document: dict[str, Any]) -> None:
        """A first version has no before: what goes live, in numbers."""
        say, phases = self._desk.visitor.say, document.get("phases", [])
        text("p", say("publish.first", count=sum(1 for _ in steps(document)), phases=len(phases)))
        if inputs := [str(declared.get("name", "")) for declared in document.get("inputs", [])]:
            text("p", say("publish.asks", names=", ".join(inputs)))

    def _touches(self, prospect: Prospect, number: int) -> None:
        visitor, say = self._desk.visitor, self._desk.visitor.say
        lines = [("schedule", say("publish.next_run", version=number))]
        for name, before, after in prospect.newer:
            lines.append(("account_tree", say("publish.newer", name=name, before=before, after=after)))
        if prospect.working and prospect.live:
            count, version = prospect.working, prospect.live.number
            lines.append(("hourglass_top", say("publish.working", count=count, version=version)))
        if prospect.last:
            status = say(f"run.statuses.{prospect.last.status}").lower()
            time = visitor.minute(prospect.last.created)
            lines.append(("history", say("publish.last_run", time=time, status=status)))
        warned = sum(1 for problem in prospect.checked.problems if problem.severity == "warning")
        if warned:
            lines.append(("info", say("publish.warnings", count=warned)))
        with Element("ul"):
            for sign, words in lines:
                with Element("li"):
                    icon(sign)
                    ui.label(words)

    def _problems(self, prospect: Prospect, sheet: ui.dialog) -> None:
        desk, errors = self._desk, prospect.checked.errors
        text("h2", desk.visitor.say("publish.problems_title", count=len(errors)))
        text("p", desk.visitor.say("publish.problems_hint"))

        def go(problem: Problem) -> None:
            sheet.close()
            desk.go(problem)

        with Element("ul").props('data-testid="publish-problems" tabindex="0"'):
            for problem in errors[:40]:
                with Element("li").classes("bad"):
                    icon("error")
                    words = desk.explain(problem)
                    if problem.step:
                        words = desk.visitor.say("publish.where", name=desk.title(problem.step), problem=words)
                    button(words, lambda problem=problem: go(problem), kind="link").classes("words")
        self._close(sheet)

    def _not_yours(self, prospect: Prospect, sheet: ui.dialog) -> None:
        say = self._desk.visitor.say
        text("h2", say("publish.not_yours"))
        text("p", say("publish.who_can", names=", ".join(prospect.publishers)))
        tell_changes(self._desk.visitor, prospect.changes, prospect.old, prospect.new)
        with Element("div").classes("sheet-deeds"):
            button(say("frame.close"), sheet.close).props('data-testid="sheet-close"')
            ask = button(say("publish.ask"), lambda: self._ask(prospect, sheet), icon="notifications", kind="go")
            ask.props('data-testid="publish-ask"').set_enabled(bool(prospect.publishers))

    async def _ask(self, prospect: Prospect, sheet: ui.dialog) -> None:
        """Whoever can publish is told under the bell, once for each state of the draft."""
        desk, draft = self._desk, self._desk.draft
        said = {"flow": desk.name(), "person": desk.visitor.person.name}
        note = Note(code="review_asked", parameters=said, link=f"/flows/{draft.flow_id}", sender=said["person"])
        people = [one.id for one in self._installation.people.list() if one.name in prospect.publishers]
        key = f"review_asked:{desk.visitor.sandbox}:{draft.flow_id}:{draft.etag}"
        await asyncio.to_thread(self._installation.notices.tell, people, note, key)
        sheet.close()
        toast(desk.visitor.say("publish.asked", names=", ".join(prospect.publishers)))

    def _close(self, sheet: ui.dialog) -> None:
        with Element("div").classes("sheet-deeds"):
            button(self._desk.visitor.say("frame.close"), sheet.close).props('data-testid="sheet-close"')

    async def _publish(self, sheet: ui.dialog, note: str, wrong: Element) -> None:
        draft, visitor = self._desk.draft, self._desk.visitor
        if not visitor.may("publish") or self._busy:
            return
        self._busy = True
        try:
            record = await asyncio.to_thread(
                lambda: publish(self._installation, draft.flow_id, draft.author, note=note, etag=draft.etag)
            )
        except (Problems, StorageError) as refused:
            wrong.clear()
            with wrong, Element("div").classes("notice bad"):
                icon("error")
                ui.label(visitor.explain(refused))
            return
        finally:
            self._busy = False
        draft.published(record)
        sheet.close()
        toast(visitor.say("publish.done", version=record.live_version))
