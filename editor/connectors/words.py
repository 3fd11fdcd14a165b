"""What the settings of a connector are called: by its kind first, then as all kinds call them."""

from dataclasses import dataclass

from editor.forms.labels import Words


@dataclass(frozen=True)
class ConnectorWords(Words):
    """`step_type` is the connector's kind; `part` says whether its settings are spoken of or an endpoint's."""

    part: str = "settings"

    def _own(self, place: tuple[str | int, ...], end: str) -> list[str]:
        names = [step for step in place if isinstance(step, str)]
        inner = ".parts.".join(names)
        rooms = (f"connectors.kinds.{self.step_type}.{self.part}", f"connectors.{self.part}")
        return [f"{room}.{inner}.{end}" for room in rooms]
