"""Every input of every step type is named in both languages."""

import pytest

from editor.forms.kinds import Asked, asked_of
from editor.forms.labels import Words
from editor.forms.layout import rows_of
from editor.i18n import LANGUAGES, known
from runtime.schema import Kind
from runtime.steps import CATALOG


def places(asked: tuple[Asked, ...], before=()):
    for one in asked:
        yield (*before, one.name), one
        if one.kind in {"lines", "part", "file"}:
            yield from places(one.parts, (*before, one.name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", CATALOG)
def test_every_part_of_every_setting_has_a_label_and_every_choice_a_word(step, language):
    nameless = []
    for place, asked in places(asked_of(CATALOG[step])):
        own = f"steps.{step}.settings.{place[0]}" + "".join(f".parts.{name}" for name in place[1:]) + ".label"
        if not known(own, language) and not known(f"forms.parts.{place[-1]}", language):
            nameless.append(place)
        for value in asked.choices:
            shared = [f"forms.choices.{place[-1]}.{value}", f"forms.types.{value}"]
            if not any(known(key, language) for key in (own.replace(".label", f".choices.{value}"), *shared)):
                nameless.append((*place, value))
    assert nameless == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_a_field_has_a_word(language):
    assert all(known(f"forms.types.{kind.value}", language) for kind in Kind)


def test_an_unknown_setting_is_called_by_its_name():
    assert Words("filter_source", "en").label(("some_setting",)) == "some setting"


@pytest.mark.parametrize("step", CATALOG)
def test_every_cell_of_a_line_is_a_part_of_it(step):
    for asked in asked_of(CATALOG[step]):
        if asked.kind == "lines":
            names = {cell.part for row in rows_of(asked) for cell in row if cell.part}
            chosen = {name for row in rows_of(asked) for cell in row if cell.choice for name in cell.choice.parts}
            known_parts = {part.name for part in asked.parts}
            assert names <= known_parts
            assert known_parts - names <= chosen
