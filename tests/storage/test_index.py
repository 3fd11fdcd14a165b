"""The list of flows is right whatever happened to its file."""

import pytest
from tinydb import TinyDB

from storage.flows import Flows
from storage.tiny_file import TinyFile

FLOW = {"name": "Listed", "phases": [{"id": "p", "steps": [{"id": "a"}, {"id": "b"}]}]}


@pytest.fixture
def many(tmp_path):
    flows = Flows(tmp_path)
    for number in range(30):
        flows.create(FLOW | {"name": f"Flow {number}"}, "ann")
    return flows


def test_a_line_tells_what_the_list_shows(flows):
    made = flows.create(FLOW, "ann")
    flows.publish(made.id, FLOW, "bob")
    (line,) = flows.list()
    assert (line.name, line.state, line.live_version, line.has_draft) == ("Listed", "enabled", 1, False)
    assert (line.step_count, line.updated_by, line.etag) == (2, "bob", flows.get(made.id).etag)


def test_the_latest_change_stands_first(flows):
    one, two = flows.create(FLOW, "ann"), flows.create(FLOW, "ann")
    flows.save(one.id, FLOW, None, "ann")
    assert [line.id for line in flows.list()] == [one.id, two.id]


def test_what_another_process_wrote_is_seen(many, tmp_path):
    many.list()
    other = Flows(tmp_path)
    made = other.create(FLOW | {"name": "New"}, "bob")
    other.save(many.list()[-1].id, FLOW | {"name": "Changed"}, None, "bob")
    assert [line.name for line in many.list()[:2]] == ["Changed", "New"]
    other.delete(made.id, "bob")
    assert len(many.list()) == 30


@pytest.mark.parametrize("spoiled", [b"", b"{}", b"nonsense", b'{"checksum":"0","data":{}}\n'])
def test_the_index_is_made_anew_when_it_is_lost_or_damaged(many, tmp_path, spoiled):
    before = many.list()
    file = tmp_path / "prod" / "index.json"
    assert file.exists()
    file.write_bytes(spoiled)
    assert Flows(tmp_path).list() == before
    file.unlink()
    assert Flows(tmp_path).list() == before


def test_a_start_reads_the_index_instead_of_every_flow(many, tmp_path):
    before = many.list()
    assert Flows(tmp_path).list() == before


def test_a_flow_that_this_release_cannot_read_does_not_hide_the_others(many, tmp_path):
    first = many.list()[0].id
    with TinyDB(tmp_path / "prod" / first / "draft.json", storage=TinyFile) as database:
        database.table("flow").update({"document": {"format": 99, "name": "From the future", "phases": []}})
    names = [line.name for line in many.list()]
    assert len(names) == 30
    assert "From the future" in names
    assert many.get(first).document["format"] == 99


def test_asking_for_a_sandbox_leaves_no_trace(tmp_path):
    assert Flows(tmp_path, "curious").list() == []
    assert Flows(tmp_path, "curious").damaged() == []
    assert list(tmp_path.iterdir()) == []


def test_quick_saves_of_one_size_never_look_alike(stored):
    made = stored.create(FLOW, "ann")
    for number in range(300):
        stored.save(made.id, FLOW | {"name": f"{number % 10}"}, None, "ann")
        etag = stored.save(made.id, FLOW | {"name": f"{(number + 1) % 10}"}, None, "ann").etag
        assert stored.list()[0].etag == etag
