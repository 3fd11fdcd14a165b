"""A component is redesigned with all its entries: what is lost is said before, and nothing is lost unasked."""

import pytest

from storage.component import AUTOMATIC, ComponentField, Proxy
from storage.entries import EntryCondition, Operation, Unfit
from storage.entries.entries import Entries
from storage.errors import NotFound, Stale, StorageError
from tests.storage.entries.conftest import CUSTOMER, component

NAME = ComponentField(id="name", name="Name")
AGE = ComponentField(id="age", name="Age")


@pytest.fixture
def things(entries):
    """Three entries; the age of the last is no number."""
    entries.define(component(NAME, AGE), "ann")
    rows = [{"Name": "a", "Age": "1"}, {"Name": "b"}, {"Name": "c", "Age": "old"}]
    entries.write([Operation("thing", "create", None, row) for row in rows], "ann")
    return entries


def values(entries, *names):
    return [tuple(entry[name] for name in names) for entry in entries.query("thing")]


def changed(field, **new):
    return field.model_copy(update=new)


def test_a_component_is_remembered_with_its_revision(entries):
    made = entries.define(CUSTOMER, "ann")
    assert (made.revision, entries.components(), entries.component("customer")) == (1, [made], made)
    again = entries.define(made, "bob", revision=1)
    assert again.revision == 2
    with pytest.raises(Stale) as late:
        entries.define(made, "eve", revision=1)
    assert (late.value.code, late.value.parameters["author"]) == ("component_stale", "bob")
    with pytest.raises(Stale):
        entries.define(CUSTOMER, "eve", revision=0)


def test_every_change_has_another_stamp(entries):
    stamps = set()
    for deed in (
        lambda: entries.define(CUSTOMER, "ann"),
        lambda: entries.define(CUSTOMER, "ann"),
        lambda: entries.drop("customer"),
        lambda: entries.define(CUSTOMER, "ann"),
    ):
        deed()
        stamps.add(entries.stamp())
    assert len(stamps) == 4


def test_sandboxes_are_worlds_of_their_own(place, customers):
    other = Entries(place, "test")
    with pytest.raises(NotFound):
        other.component("customer")
    other.define(CUSTOMER, "ann")
    other.write([Operation("customer", "create", None, {"Number": "a"})], "ann", key="k")
    customers.write([Operation("customer", "create", None, {"Number": "a"})] * 1, "ann", key="k")
    other.drop("customer")
    assert customers.count("customer") == 1


def test_a_field_is_renamed_with_its_values_and_its_patterns(things):
    label = ComponentField(id="label", name="Label", virtual=True, pattern="{Name}!")
    things.define(component(NAME, AGE, label), "ann")
    change = things.change(component(changed(NAME, name="Title"), AGE, label))
    assert (change.renamed, change.added, change.removed) == ({"Name": "Title"}, [], [])
    things.define(component(changed(NAME, name="Title"), AGE, label), "ann")
    assert values(things, "Title", "Label") == [("a", "a!"), ("b", "b!"), ("c", "c!")]


def test_names_may_change_places(things):
    things.define(component(changed(NAME, name="Age"), changed(AGE, name="Name")), "ann")
    assert values(things, "Name", "Age") == [("1", "a"), (None, "b"), ("old", "c")]


def test_a_removed_field_is_kept_aside_and_comes_back(things):
    assert things.change(component(NAME)).removed == [AGE]
    things.define(component(NAME), "bob")
    [kept] = things.aside("thing")
    assert (kept.field, kept.why, kept.author, kept.count, kept.examples) == (AGE, "removed", "bob", 2, ["1", "old"])
    assert list(things.query("thing")[0]) == ["id", "Name", *[name for name in AUTOMATIC if name != "id"]]
    assert things.change(component(NAME, AGE)).restored == [AGE]
    things.define(component(NAME, AGE), "bob")
    assert (values(things, "Age"), things.aside("thing")) == ([("1",), (None,), ("old",)], [])


def test_what_is_aside_is_dropped_only_when_asked(things):
    things.define(component(NAME), "ann")
    things.discard("thing", things.aside("thing")[0].column)
    assert things.aside("thing") == []
    things.define(component(NAME, AGE), "ann")
    assert values(things, "Age") == [(None,)] * 3
    with pytest.raises(NotFound):
        things.discard("thing", "age__string")


def test_a_new_type_is_refused_while_values_would_be_lost(things):
    wanted = component(NAME, changed(AGE, type="integer"))
    [retyped] = things.change(wanted).retyped
    assert (retyped.before.type, retyped.field.type, retyped.lost, retyped.examples) == (
        "string",
        "integer",
        1,
        ["old"],
    )
    with pytest.raises(Unfit) as refused:
        things.define(wanted, "ann")
    assert refused.value.faults[0].parameters == {"field": "Age", "count": 1, "examples": "old"}
    assert values(things, "Age") == [("1",), (None,), ("old",)]


def test_values_that_do_not_convert_are_kept_aside_and_come_back(things):
    things.define(component(NAME, changed(AGE, type="integer")), "ann", keep=True)
    assert values(things, "Age") == [(1,), (None,), (None,)]
    [kept] = things.aside("thing")
    assert (kept.why, kept.count, kept.examples) == ("retyped", 1, ["old"])
    things.define(component(NAME, AGE), "ann")
    assert (values(things, "Age"), things.aside("thing")) == ([("1",), (None,), ("old",)], [])


@pytest.mark.parametrize(
    ("before", "after", "given", "found"),
    [
        ("integer", "string", 5, "5"), ("number", "string", 2.5, "2.5"), ("boolean", "string", True, "true"),
        ("string", "boolean", "false", False), ("date", "datetime", "2024-05-01", "2024-05-01T00:00:00"),
        ("datetime", "string", "2024-05-01T10:00:00+02:00", "2024-05-01T08:00:00Z"), ("integer", "number", 7, 7.0),
        ("string", "uri", "https://example.org", "https://example.org"), ("integer", "catalog", 1, 1),
    ],
)  # fmt: skip
def test_a_type_becomes_another_without_loss(entries, before, after, given, found):
    entries.define(component(ComponentField(id="v", name="v", type=before, query=True)), "ann")
    entries.write([Operation("thing", "create", None, {"v": given})], "ann")
    entries.define(component(ComponentField(id="v", name="v", type=after, query=True, catalog="thing")), "ann")
    assert (values(entries, "v"), entries.aside("thing")) == ([(found,)], [])
    assert entries.count("thing", [EntryCondition("v", "equal", found)]) == 1


def test_only_references_to_entries_that_are_there_convert(entries):
    entries.define(component(ComponentField(id="v", name="v", type="integer")), "ann")
    entries.write([Operation("thing", "create", None, {"v": number}) for number in (2, 77)], "ann")
    change = entries.change(component(ComponentField(id="v", name="v", type="catalog", catalog="thing")))
    assert (change.lost, change.retyped[0].examples) == (1, [77])


def test_references_keep_the_component_that_they_mean(customers):
    customers.define(component(ComponentField(id="who", name="Who", type="catalog", catalog="customer")), "ann")
    customers.write([Operation("customer", "create", None, {"Number": "a"})], "ann")
    other = component(ComponentField(id="who", name="Who", type="catalog", catalog="thing"))
    customers.define(other, "ann")
    customers.define(component(ComponentField(id="who", name="Who", type="catalog", catalog="customer")), "ann")
    customers.write([Operation("thing", "create", None, {"Who": 1})], "ann")
    with pytest.raises(Unfit) as refused:
        customers.define(other, "ann")
    assert [fault.code for fault in refused.value.faults] == ["design_catalog_fixed"]


def test_a_primary_key_needs_values_that_differ(things):
    things.write([Operation("thing", "create", None, {"Name": "a"})], "ann")
    with pytest.raises(Unfit) as refused:
        things.define(component(changed(NAME, primary_key=True), AGE), "ann")
    assert (refused.value.faults[0].code, refused.value.faults[0].parameters["examples"]) == ("design_key_doubles", "a")
    things.write([Operation("thing", "delete", 1)], "ann")
    things.define(component(changed(NAME, primary_key=True), AGE), "ann")
    assert things.find("thing", [("a",), ("b",)]) == [4, 2]
    things.define(component(NAME, changed(AGE, primary_key=True)), "ann")
    assert things.find("thing", [("old",)]) == [3]


def test_texts_too_long_for_an_index_are_said(things):
    things.write([Operation("thing", "update", 1, {"Name": "x" * 501})], "ann")
    with pytest.raises(Unfit) as refused:
        things.define(component(changed(NAME, query=True), AGE), "ann")
    assert refused.value.faults[0].parameters == {"field": "Name", "count": 1}
    things.define(component(NAME, changed(AGE, query=True)), "ann")
    with pytest.raises(Unfit) as late:
        things.write([Operation("thing", "update", 1, {"Age": "x" * 501})], "ann")
    assert late.value.faults[0].code == "entry_text_too_long"


def test_a_field_that_is_required_newly_says_where_it_is_empty(things):
    wanted = component(NAME, changed(AGE, required=True))
    assert things.change(wanted).empty == {"Age": 1}
    things.define(wanted, "ann")
    things.write([Operation("thing", "update", 2, {"Name": "B"})], "ann")


def test_a_preview_changes_nothing(things):
    before = things.component("thing")
    things.change(component(ComponentField(id="other", name="Other")))
    things.change(component(NAME, id="another"))
    things.define(component(AGE, id="third"), "ann")
    assert (things.component("thing"), values(things, "Age")) == (before, [("1",), (None,), ("old",)])
    assert [one.name for one in things.component("third").fields] == ["Age"]


def test_everything_wrong_with_a_design_is_said_at_once(entries):
    bad = component(
        ComponentField(id="Bad Id", name="A"), ComponentField(id="b", name="A"), ComponentField(id="b", name=""),
        ComponentField(id="c", name="createdDate"), ComponentField(id="d", name="D", type="money"),
        ComponentField(id="e", name="E", type="array", query=True), ComponentField(id="f", name="F", type="catalog"),
        ComponentField(id="g", name="G", virtual=True, required=True),
        ComponentField(id="h", name="H", virtual=True, pattern="{Nobody}"), id="Über",
    ).model_copy(update={"name": " "})  # fmt: skip
    with pytest.raises(Unfit) as refused:
        entries.define(bad, "ann")
    assert [fault.code for fault in refused.value.faults] == [
        "design_id_unusable", "design_name_missing", "design_field_name_twice", "design_field_id_twice",
        "design_field_id_unusable", "design_field_name_missing", "design_field_name_automatic", "design_type_unknown",
        "design_array_flags", "design_catalog_unknown", "design_virtual_flags", "design_pattern_missing",
        "design_pattern_unknown",
    ]  # fmt: skip


def test_a_proxy_has_no_entries_and_gets_its_own_back(things):
    plain = things.component("thing")
    things.define(plain.model_copy(update={"proxy": Proxy(get="flow")}), "ann")
    with pytest.raises(StorageError) as refused:
        things.query("thing")
    assert refused.value.code == "component_is_proxy"
    things.define(plain, "ann")
    assert things.count("thing") == 3
