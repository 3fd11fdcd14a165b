"""What the list of templates shows. No page in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from editor.folding import plain
from runtime.installation import Installation
from storage.template import Template


@dataclass
class Listing:
    """It outlives a change of language."""

    installation: Installation
    sought: str = ""
    templates: Sequence[Template] = ()

    def look(self) -> bool:
        """Read the templates again; whether anything is different."""
        before = self.templates
        self.templates = self.installation.templates().list()
        return before != self.templates

    def found(self) -> list[Template]:
        return [one for one in self.templates if plain(self.sought) in plain(one.name)]
