"""A file into a component and out again: nothing is lost unseen."""

import pytest

from runtime.context import ReadOptions
from runtime.problems import Problems
from runtime.services.entry_export import export
from runtime.services.entry_import import Importer, Intake
from storage.component import Component, ComponentField
from storage.entries.entries import Entries
from storage.entries.place import open_place
from storage.errors import StorageError
from storage.files import Files

CITY = Component(id="city", name="City", fields=[ComponentField(id="code", name="Code", primary_key=True)])
FIELDS = [ComponentField(id="number", name="Number", primary_key=True, required=True),
          ComponentField(id="price", name="Price", type="number"),
          ComponentField(id="open", name="Open", type="boolean"),
          ComponentField(id="city", name="City", type="catalog", catalog="city")]  # fmt: skip
LINES = "No;Price;Open;City\n1;1,5;yes;P\n2;x;no;P\n3;;;\n1;2,5;no;L\n"


@pytest.fixture
def files(tmp_path):
    opened = Files(tmp_path / "files")
    yield opened
    opened.close()


@pytest.fixture
def entries(tmp_path):
    place = open_place(tmp_path)
    opened = Entries(place)
    opened.define(CITY, "ann")
    opened.define(Component(id="shop", name="Shop", fields=FIELDS), "ann")
    opened.write_table("city", [{"Code": "P"}], "ann")
    yield opened
    place.close()


def taken(entries, files, known):
    file = files.add(LINES.encode(), "shops.csv")
    mapping = {"Number": "No", "Price": "Price", "Open": "Open", "City": "City"}
    intake = Intake("shop", file.id, ReadOptions(separator=";", decimal=","), mapping, frozenset({"City"}), known)
    return Importer(entries, files, intake, "ann", why=lambda fault: fault.code).run()


def rejects(files, progress):
    [made] = progress.rejects
    return files.path(made.id).read_text("utf-8").splitlines()


def test_good_rows_are_taken_and_bad_ones_come_back_with_the_reason(entries, files):
    progress = taken(entries, files, "update")
    assert (progress.read, progress.created, progress.failed) == (4, 2, 2)
    back = ["No;Price;Open;City;reason", "2;x;no;P;entry_no_number", "1;2,5;no;L;entry_no_catalog"]
    assert rejects(files, progress) == back
    [first, _] = entries.query("shop")
    assert (first["Price"], first["Open"], first["City"]) == (1.5, True, 1)


@pytest.mark.parametrize(("known", "skipped", "failed"), [("skip", 2, 2), ("refuse", 0, 4)])
def test_what_is_known_already_is_left_or_refused(entries, files, known, skipped, failed):
    taken(entries, files, "update")
    progress = taken(entries, files, known)
    assert (progress.created, progress.updated, progress.skipped, progress.failed) == (0, 0, skipped, failed)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_what_was_taken_in_goes_out_again(entries, files, kind):
    taken(entries, files, "update")
    made = export(entries, files, "shop", kind, order=[("Number", "desc")])
    assert made.name == f"Shop.{kind}"
    if kind == "csv":
        lines = files.path(made.id).read_text("utf-8").splitlines()
        assert [line.split(";")[:5] for line in lines[1:]] == [["2", "3", "", "", ""], ["1", "1", "1.5", "true", "1"]]


def cities(entries, files, meanwhile):
    """Import 5,000 cities and one; `meanwhile` is done in between. How far it came, and what ended it."""
    lines = ["Code", "x" * 600, *(f"c{n}" for n in range(5000))]  # the first is too long, and so is told of
    file = files.add("\n".join(lines).encode(), "cities.csv")

    def told(_):
        meanwhile(importer)
        return ""

    importer = Importer(entries, files, Intake("city", file.id, ReadOptions(), {"Code": "Code"}), "ann", why=told)
    try:
        return importer.run(), None
    except (Problems, StorageError) as wrong:
        return importer.progress, wrong


@pytest.fixture
def places(entries):
    """Nothing but a component `city`, without entries."""
    for name in ("shop", "city"):
        entries.drop(name)
    entries.define(CITY, "ann")
    return entries


def redesigned(*fields):
    return CITY.model_copy(update={"fields": [*fields]})


CODE = CITY.fields[0]


def test_a_field_may_be_renamed_while_a_file_is_taken_in(places, files):
    design = redesigned(CODE.model_copy(update={"name": "Sign"}))
    progress, wrong = cities(places, files, lambda _: places.define(design, "bob"))
    assert (progress.created, progress.failed, wrong) == (5000, 1, None)


@pytest.mark.parametrize("design", [
    redesigned(CODE.model_copy(update={"id": "other"})), redesigned(CODE.model_copy(update={"type": "integer"})),
    redesigned(CODE, ComponentField(id="name", name="Name", required=True)),
])  # fmt: skip
def test_an_import_stops_where_a_design_no_longer_takes_it(places, files, design):
    progress, wrong = cities(places, files, lambda _: places.define(design, "bob", keep=True))
    assert (progress.created, wrong.problems[0].code) == (4999, "import_design_changed")
    assert len(progress.rejects) == 1


def test_an_import_ends_with_its_component_also_when_another_takes_the_name(places, files):
    def replaced(_):
        places.drop("city")
        places.define(CITY, "bob")

    progress, wrong = cities(places, files, replaced)
    assert (progress.created, wrong.code, places.count("city")) == (4999, "component_not_found", 0)


def test_an_import_that_is_stopped_keeps_what_it_took_and_hands_back_what_it_could_not(places, files):
    progress, wrong = cities(places, files, lambda importer: setattr(importer, "stopped", True))
    assert (progress.created, progress.failed, wrong, places.count("city")) == (4999, 1, None, 4999)
    assert len(rejects(files, progress)) == 2
