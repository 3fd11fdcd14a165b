"""The templates of a sandbox as steps may name them."""

from collections.abc import Hashable, Sequence

from runtime.known import Named
from runtime.template_access import own_fields
from storage.template import Template
from storage.templates import Templates


class TemplateCatalog:
    """Templates by name; their parts are the fields that they ask for, and the objects that these stand in."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def named(self) -> Sequence[Named]:
        return [Named(one.id, one.name, one.kind) for one in self._templates.list()]

    def parts(self, id: str) -> Sequence[Named]:
        """The fields that are filled from an item; what stands inside a list comes with the list."""
        template = self.get(id)
        return [Named(path, path) for path in with_owners(own_fields(template.fields))] if template else ()

    def get(self, id: str) -> Template | None:
        return next((one for one in self._templates.list() if one.id == id), None)

    def stamp(self) -> Hashable:
        return self._templates.stamp()


def with_owners(paths: list[str]) -> list[str]:
    """`customer.name`, and `customer` as a whole after all of them."""
    owners = (path[:at] for path in paths for at, sign in enumerate(path) if sign == ".")
    return list(dict.fromkeys([*paths, *owners]))
