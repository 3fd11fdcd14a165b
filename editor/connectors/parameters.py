"""What a try is given: a box for each parameter of the endpoint."""

from typing import Any

from nicegui.element import Element

from editor.controls import text
from editor.forms.box import Box
from editor.forms.constants import shown, typed
from editor.visitor import Visitor
from runtime.connectors.endpoints import with_places
from runtime.schema import Kind
from storage.connector import EndpointDocument, EndpointParameter


class ParameterBoxes:
    """What is typed stays while another endpoint is looked at."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._typed: dict[str, str] = {}
        self._asked: list[EndpointParameter] = []

    def draw(self, endpoint: EndpointDocument) -> None:
        self._asked = [one for one in with_places(endpoint).parameters if one.name]
        for one in self._asked:
            self._draw(one)

    def values(self) -> dict[str, Any]:
        """What was typed, by name, each as its parameter's type; what is left open is left out."""
        language = self._visitor.language
        return {
            one.name: typed(self._typed[one.name], _kind(one), language)
            for one in self._asked
            if self._typed.get(one.name, "").strip()
        }

    def _draw(self, one: EndpointParameter) -> None:
        say = self._visitor.say
        needed = (one.required or one.place == "path") and one.value is None
        with Element("div").classes("setting"):
            with Element("div").classes("setting-label line"):
                text("span", say("connectors.needed", name=one.name) if needed else one.name)
                text("span", say(f"connectors.places.{one.place}")).classes("type-badge")
            Box(self._typed.get(one.name, ""), name=one.name, test_id=f"try-parameter-{one.name}",
                on_change=lambda words: self._type(one.name, words),
                placeholder="" if one.value is None else shown(one.value))  # fmt: skip

    def _type(self, name: str, words: str) -> None:
        self._typed[name] = words


def _kind(one: EndpointParameter) -> Kind:
    return Kind(one.type) if one.type in set(Kind) else Kind.STRING
