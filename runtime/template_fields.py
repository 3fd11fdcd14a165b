"""The fields that a template asks for, beside the items that fill it."""

from collections.abc import Collection

from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import Schema, lookup
from runtime.template_access import own_fields


def check_fields(known: Known, template: str, model: Model, given: Collection[str] = ()) -> None:
    """`Problems` for fields of the template that no item has; `given` are filled by the step itself."""
    found = known.get("template", template)
    if found is None or model.open:
        return
    asked = [path for path in own_fields(found.fields) if path.partition(".")[0] not in given]
    lacking = [path for path in asked if not _filled(model.schema, path)]
    if lacking:
        raise Problems(
            *(Problem(code="template_field_unfilled", setting="mapping", parameters={"field": path})
              for path in lacking)
        )  # fmt: skip


def _filled(schema: Schema, path: str) -> bool:
    try:
        return lookup(schema, path) is not None
    except ValueError:
        return True
