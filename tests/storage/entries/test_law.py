"""Whatever is written, the store is what a plain dict would be after doing one operation after the other.

An id means an entry that was there before the write: nobody can know the ids of those that it makes.
"""

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.component import ComponentField
from storage.entries import Operation
from storage.entries.entries import Entries
from tests.storage.entries.conftest import component

FIELDS = [ComponentField(id="key", name="key", primary_key=True), ComponentField(id="age", name="age", type="integer")]
KEYS = st.sampled_from(["a", "b", "c", None])
VALUES = st.fixed_dictionaries({}, optional={"key": KEYS, "age": st.sampled_from([1, 2, None, "old"])})
OPERATIONS = st.builds(
    Operation,
    st.just("thing"),
    st.sampled_from(["create", "update", "delete", "save"]),
    st.integers(1, 5),
    VALUES,
)


class Plain:
    """Entries as a dict: id → values."""

    def __init__(self):
        self.entries, self.last = {}, 0

    def do(self, one):
        values = dict(one.values)
        if one.kind == "delete":
            return ("deleted", one.id) if self.entries.pop(one.id, None) else ("missing", one.id)
        if values.get("age") == "old":
            return "failed", one.id if one.kind == "update" else None
        found = {"update": one.id, "save": self.owner(values.get("key"))}.get(one.kind)
        if one.kind == "update" and found not in self.entries:
            return "missing", found
        if self.owner(values.get("key")) not in (None, found):
            return "failed", found
        return self.put(found, values)

    def put(self, id, values):
        if id is None:
            self.last += 1
            self.entries[self.last] = {"key": None, "age": None, **values}
            return "created", self.last
        self.entries[id] |= values
        return "updated", id

    def owner(self, key):
        return next((one for one, entry in self.entries.items() if key is not None and entry["key"] == key), None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(OPERATIONS, max_size=8), max_size=4))
def test_writing_is_doing_one_after_the_other(place, batches):
    entries, plain = Entries(place, uuid4().hex), Plain()
    entries.define(component(*FIELDS), "ann")
    for drawn in batches:
        batch = [one for one in drawn if one.kind in ("create", "save") or one.id <= plain.last]
        outcomes = entries.write(batch, "ann", on_error="skip")
        assert [(one.done, one.id) for one in outcomes] == [plain.do(one) for one in batch]
        stored = {entry["id"]: {"key": entry["key"], "age": entry["age"]} for entry in entries.query("thing")}
        assert stored == plain.entries
        found = entries.find("thing", [(key,) for key in "abc"])
        assert found == [plain.owner(key) for key in "abc"]
