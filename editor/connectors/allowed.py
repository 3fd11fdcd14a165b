"""The hosts that may be called although their addresses are private: an administrator's list."""

import asyncio
from collections.abc import Sequence
from typing import Any

from nicegui.element import Element

from editor.controls import button, icon, text
from editor.forms.box import Box
from editor.visitor import Visitor
from runtime.connectors.allowance import allowance
from runtime.installation import Installation
from runtime.problems import problem

PLACE = "allowed-hosts"
"""The anchor that a refusal points at."""


class AllowedHosts:
    """`part` draws it again."""

    part: Any = None

    def __init__(self, installation: Installation, visitor: Visitor) -> None:
        self._hosts, self._visitor, self._typed = installation.allowed_hosts, visitor, ""

    def draw(self) -> None:
        say = self._visitor.say
        with Element("section").classes("panel allowed").props(f'id="{PLACE}" data-testid="{PLACE}"'):
            text("h2", say("connectors.allowed.title"))
            text("p", say("connectors.allowed.means")).classes("quiet")
            with Element("ul").classes("chip-line"):
                for host in self._hosts.given:
                    text("li", say("connectors.allowed.given", host=host)).classes("word quiet")
                for host in self._hosts.stored():
                    self._chip(host)
            if not self._hosts():
                text("p", say("connectors.allowed.none"))
            with Element("div").classes("line"):
                words = say("connectors.allowed.add_hint")
                Box("", name=words, test_id="allowed-host", on_change=self._type, placeholder=words)
                button(say("connectors.allowed.add"), self._add, icon="add").props('data-testid="allowed-host-add"')

    def _chip(self, host: str) -> None:
        with Element("li").classes("word").props(f'data-testid="allowed-host-{host}"'):
            text("div", host)
            remove = Element("button").props('type="button"').on("click", lambda: self._remove(host), args=[])
            remove.props["aria-label"] = self._visitor.say("forms.remove_named", name=host)
            with remove:
                icon("close")

    def _type(self, words: str) -> None:
        self._typed = words.strip()

    async def _add(self) -> None:
        if not self._typed:
            return
        if allowance(self._typed) is None:
            raise problem("allowed_host_malformed", host=self._typed)
        await self._save([*self._hosts.stored(), self._typed])

    async def _remove(self, host: str) -> None:
        await self._save([one for one in self._hosts.stored() if one != host])

    async def _save(self, hosts: Sequence[str]) -> None:
        if not self._visitor.may("administer"):
            raise problem("not_allowed")
        await asyncio.to_thread(self._hosts.save, list(dict.fromkeys(hosts)), self._visitor.person.name)
        self._typed = ""
        self.part.refresh()
