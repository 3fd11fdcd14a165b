"""An import tells its result to those who look at its component, and to nobody else."""

import pytest

from editor.data.intake.imports import Imports
from editor.visitor import Visitor
from runtime.context import ReadOptions
from runtime.installation import Installation
from runtime.services.entry_import import Intake
from storage.component import Component, ComponentField

CITY = Component(id="city", name="City", fields=[ComponentField(id="code", name="Code", primary_key=True)])


@pytest.fixture
def installation(tmp_path):
    with Installation(tmp_path) as opened:
        opened.people.add("ann", "a long enough password", "designer")
        opened.entries().define(CITY, "ann")
        yield opened


def imported(installation, imports):
    """Import two cities; the number of the component."""
    file = installation.files.add(b"Code\nP\nL\n", "cities.csv")
    number = installation.entries().number("city")
    ann = Visitor(installation.people.person("ann"))
    assert imports.start(Intake("city", file.id, ReadOptions(), {"Code": "Code"}), ann)
    imports.of(number).wait()
    return number


def test_a_component_made_anew_under_the_same_id_shows_no_notice_of_the_old_one(installation):
    imports, entries = Imports(installation), installation.entries()
    old = imported(installation, imports)
    assert (imports.of(old).over, imports.of(old).progress.created) == (True, 2)
    entries.drop("city")
    entries.define(CITY, "ann")
    assert imports.of(entries.number("city")) is None


def test_a_result_that_was_read_is_told_no_more(installation):
    imports = Imports(installation)
    number = imported(installation, imports)
    imports.forget(number)
    assert imports.of(number) is None
