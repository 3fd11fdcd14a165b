"""Forms over the parts of a connector: what it is called, its settings, one of its endpoints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from editor.connectors.trying import SAFE
from editor.connectors.words import ConnectorWords
from editor.connectors.working import Working
from editor.forms.drawing import Form
from editor.forms.kinds import Asked, asked_of
from runtime.connectors import CONNECTORS
from runtime.connectors.endpoints import asked_about
from runtime.connectors.http.settings import NEEDS
from runtime.fields import Setting
from runtime.problems import Problem

_WITH = {"key_place": "api_key", "client_place": "oauth2", "scope": "oauth2"}
"""Settings that only one way of authentication knows, beside those that it needs."""
RARE = frozenset((
    "headers", "time_limit", "size_limit", "certificate", "virtual_host", "database", "version", "mechanism", "email",
    "first_name", "last_name", "groups",
))  # fmt: skip
"""Settings that few connectors need: asked for when somebody wants to see more, or has said something there."""


class About(Setting):
    name: str = Field(min_length=1)
    description: str = ""


@dataclass(frozen=True)
class Part:
    """`place` is where its problems begin (`settings`, `endpoints[0]`); `read` gives what is filled in."""

    name: str
    place: str
    asked: tuple[Asked, ...] | None
    read: Callable[[], dict[str, Any]]
    write: Callable[[str, Any], None]


class PartForm(Form):
    """The form of one part; what is typed counts before the connector is saved."""

    more = False
    """Whether rare settings are asked for, too."""

    def __init__(self, working: Working, part: Part) -> None:
        self._working, self._part, self._place = working, part, part.place
        words = ConnectorWords(working.kind, working.visitor.language, part.name)
        super().__init__(working.visitor, working.installation, words, part.asked)

    def stored(self) -> Mapping[str, Any]:
        return self._part.read()

    def write(self, name: str, value: Any) -> None:
        self._working.need()
        self._part.write(name, value)
        self._working.edited()

    def remove(self, name: str) -> None:
        self._working.need()
        self._part.read().pop(name, None)
        self._working.edited()

    @property
    def checked(self) -> object:
        return self._working.checked

    def found(self) -> Sequence[Problem]:
        lead = f"{self._place}." if self._place else ""
        return [
            one.model_copy(update={"setting": setting.removeprefix(lead)})
            for one in self._working.problems
            if self._mine(setting := one.setting or "", lead)
        ]

    def _mine(self, setting: str, lead: str) -> bool:
        return setting.startswith(lead) if lead else setting.partition(".")[0] in {one.name for one in self.asked}

    def shows(self, name: str, settings: Mapping[str, Any]) -> bool:
        """Each way of authentication is asked only for its own; a body only where one is sent."""
        if self._place != "settings":
            return name != "body" or settings.get("method") not in SAFE
        if name in RARE and not self.more and not self._said(name) and not self.problems((name,)):
            return False
        way = settings.get("authentication")
        owners = [one for one, needs in NEEDS.items() if name in needs or _WITH.get(name) == one]
        return not owners or self._working.kind != "http" or way in owners

    def _said(self, name: str) -> bool:
        asked = next(one for one in self.asked if one.name == name)
        return self.settings.get(name, asked.default) not in (asked.default, None)


def about_form(working: Working) -> PartForm:
    def write(name: str, value: Any) -> None:
        setattr(working, name, value or "")

    def read() -> dict[str, Any]:
        return {"name": working.name, "description": working.description}

    return PartForm(working, Part("about", "", asked_of(About), read, write))


def settings_form(working: Working) -> PartForm:
    kind = CONNECTORS.get(working.kind)

    def write(name: str, value: Any) -> None:
        working.settings[name] = value

    asked = asked_of(kind) if kind else None
    return PartForm(working, Part("settings", "settings", asked, lambda: working.settings, write))


def endpoint_form(working: Working, at: int) -> PartForm:
    """What a broker's kind asks beside stands in the same form, and is kept in `options`."""
    fields, options = asked_about(working.kind)
    beside = asked_of(options) if options else ()
    names = {one.name for one in beside}

    def read() -> dict[str, Any]:
        endpoint = working.endpoints[at]
        asked = {one.name: endpoint[one.name] for one in asked_of(fields) if one.name in endpoint}
        return asked | {name: value for name, value in (endpoint.get("options") or {}).items() if name in names}

    def write(name: str, value: Any) -> None:
        endpoint = working.endpoints[at]
        if name in names:
            endpoint["options"] = {**(endpoint.get("options") or {}), name: value}
        else:
            endpoint[name] = value

    return PartForm(working, Part("endpoint", f"endpoints[{at}]", (*asked_of(fields), *beside), read, write))
