"""One input per kind of setting: the only table that knows them all."""

from collections.abc import Callable
from typing import Any

from editor.forms.inputs.choice import draw_choice
from editor.forms.inputs.constant import draw_constant
from editor.forms.inputs.entry_fields import draw_any_field, draw_entry_field, draw_key_field
from editor.forms.inputs.expression import draw_expression
from editor.forms.inputs.file import draw_file
from editor.forms.inputs.lines import draw_lines
from editor.forms.inputs.listed import draw_entry_fields, draw_fields, draw_roles, draw_texts
from editor.forms.inputs.parameter import draw_parameter
from editor.forms.inputs.people import draw_person, draw_role
from editor.forms.inputs.pickers import draw_array, draw_field, draw_source
from editor.forms.inputs.plain import draw_number, draw_switch, draw_text
from editor.forms.inputs.raw import draw_json
from editor.forms.inputs.script import draw_script
from editor.forms.inputs.secret import draw_secret
from editor.forms.inputs.things import draw_part, draw_thing
from editor.forms.spot import Spot

INPUTS: dict[str, Callable[[Spot], Any]] = {
    "source": draw_source,
    "field": draw_field,
    "array": draw_array,
    "new_field": draw_text,
    "column": draw_text,
    "file_name": draw_text,
    "text": draw_text,
    "tall_text": draw_text,
    "person": draw_person,
    "role": draw_role,
    "integer": draw_number,
    "number": draw_number,
    "switch": draw_switch,
    "choice": draw_choice,
    "type": draw_choice,
    "constant": draw_constant,
    "expression": draw_expression,
    "script": draw_script,
    "secret": draw_secret,
    "texts": draw_texts,
    "fields": draw_fields,
    "roles": draw_roles,
    "lines": draw_lines,
    "file": draw_file,
    "component": draw_thing,
    "connector": draw_thing,
    "template": draw_thing,
    "flow": draw_thing,
    "entry_field": draw_entry_field,
    "entry_key": draw_key_field,
    "entry_any": draw_any_field,
    "entry_fields": draw_entry_fields,
    "endpoint": draw_part,
    "parameter": draw_parameter,
    "template_field": draw_part,
    "part": draw_json,
    "json": draw_json,
}
