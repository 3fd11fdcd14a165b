"""The name under which runs ask for a file comes from the sample's own name."""

import pytest

from editor.forms.inputs.file import input_name


@pytest.mark.parametrize(
    ("file_name", "name"),
    [("flights.csv", "flights"), ("Ventes 2024 (é).xlsx", "ventes_2024_é"), ("...csv", "file"), ("", "file")],
)
def test_a_file_name_becomes_an_input_name(file_name, name):
    assert input_name(file_name) == name
