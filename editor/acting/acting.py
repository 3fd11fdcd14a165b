"""The page does what its run asks for, in order; what leaves the page waits until all else is done."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from nicegui import background_tasks, ui

from editor.acting.fetched import receipt
from editor.acting.mine import takes
from editor.acting.sheets import show_link, show_text
from editor.controls import toast
from editor.run_view.follow import Following
from editor.run_view.story import Event, Story
from editor.visitor import Visitor

LEAVING = ("open_page", "open_component", "refresh")


class Acting:
    """Follows one run on one page."""

    def __init__(self, visitor: Visitor, following: Following) -> None:
        self._visitor, self._run = visitor, following.story.run_id
        self._client = ui.context.client
        self._turn = asyncio.Lock()
        self._leaving: list[dict[str, Any]] = []
        following.add(self._take)

    def _take(self, story: Story, events: Sequence[tuple[int, Event]]) -> None:
        asked = [(number, event) for number, event in events if event["type"] == "form_action"]
        if asked or (story.complete and events):
            background_tasks.create(self._done(asked, last=story.complete), name=f"actions of {self._run}")

    async def _done(self, asked: list[tuple[int, Event]], *, last: bool) -> None:
        async with self._turn:
            for number, event in asked:
                if await takes(self._client, self._run, number):
                    if event["action"] in LEAVING:
                        self._leaving.append(event)
                    else:
                        await self._do(event["action"], event["parameters"])
            if last:
                leaving, self._leaving = self._leaving, []
                for event in leaving:
                    await self._leave(event["action"], event["parameters"])

    async def _do(self, action: str, told: dict[str, Any]) -> None:
        client, visitor = self._client, self._visitor
        if action in ("open_modal", "open_sidebar"):
            await show_text(client, visitor, told["title"], told["text"], aside=action == "open_sidebar")
        elif action == "open_file":
            words = visitor.say("acting.file", name=told["name"])
            await show_link(client, visitor, words, f"/files/{quote(told['file'])}/content?show=true")
        elif action == "download_file":
            with client, receipt() as fetched:
                ui.download.from_url(f"/files/{quote(told['file'])}/content?receipt={fetched.token}")
                await fetched.wait()
        elif action == "run_script":
            await self._script(told["script"])

    async def _script(self, name: str) -> None:
        done = await self._client.run_javascript(f"etapesActs.{name}({json.dumps(self._run)})", timeout=5)
        if name == "copy_result_link":
            words = self._visitor.say(
                "acting.copied" if done else "acting.not_copied", run_address=f"/runs/{self._run}"
            )
            with self._client:
                toast(words)

    async def _leave(self, action: str, told: dict[str, Any]) -> None:
        address = told.get("address", "")
        if urlsplit(address).netloc:
            words = self._visitor.say("acting.elsewhere", host=urlsplit(address).hostname)
            await show_link(self._client, self._visitor, words, address)
            return
        with self._client:
            if action == "refresh":
                ui.navigate.reload()
            elif action == "open_page":
                ui.navigate.to(address)
            else:
                entry = "" if told.get("entry") is None else f"?entry={quote(str(told['entry']))}"
                ui.navigate.to(f"/data/{quote(told['component'])}{entry}")
