"""One input per kind of setting: the only table that knows them all."""

from collections.abc import Callable
from typing import Any

from editor.forms.inputs.choice import draw_choice
from editor.forms.inputs.constant import draw_constant
from editor.forms.inputs.expression import draw_expression
from editor.forms.inputs.file import draw_file
from editor.forms.inputs.lines import draw_lines
from editor.forms.inputs.listed import draw_fields, draw_texts
from editor.forms.inputs.pickers import draw_array, draw_field, draw_source
from editor.forms.inputs.plain import draw_number, draw_switch, draw_text
from editor.forms.inputs.raw import draw_json
from editor.forms.inputs.script import draw_script
from editor.forms.spot import Spot

INPUTS: dict[str, Callable[[Spot], Any]] = {
    "source": draw_source,
    "field": draw_field,
    "array": draw_array,
    "new_field": draw_text,
    "column": draw_text,
    "file_name": draw_text,
    "text": draw_text,
    "integer": draw_number,
    "number": draw_number,
    "switch": draw_switch,
    "choice": draw_choice,
    "type": draw_choice,
    "constant": draw_constant,
    "expression": draw_expression,
    "script": draw_script,
    "texts": draw_texts,
    "fields": draw_fields,
    "lines": draw_lines,
    "file": draw_file,
    "part": draw_json,
    "json": draw_json,
}
