"""Drafts, versions and the laws between them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import Conflict, NotFound, Refused, Stale, UnreadableDocument
from storage.flows import Flows


def flow(name="Delays", **more):
    return {"format": 1, "name": name, "phases": [{"id": "p1", "name": "Read", "steps": [{"id": "s1"}]}], **more}


def test_a_new_flow_is_a_draft(flows):
    made = flows.create(flow(), "ann")
    assert (made.state, made.has_draft, made.live_version, made.kind) == ("draft", True, None, "native")
    assert flows.get(made.id) == made
    assert made.etag.startswith("1-")


def test_a_document_comes_back_exactly_as_it_was_given(flows):
    odd = flow(unknown={"key": [1.0, 2**70, -(2**64), "é\ud800", None, True, 1e300, {"": ""}]})
    assert repr(flows.get(flows.create(odd, "ann").id).document) == repr(odd)


def test_what_is_given_out_or_in_is_nobodys_handle_on_the_store(flows):
    document = flow()
    made = flows.create(document, "ann")
    document["name"] = "changed"
    flows.get(made.id).document["name"] = "changed"
    assert flows.get(made.id).document["name"] == "Delays"


def test_the_second_writer_is_refused_and_told_who_was_first(flows):
    made = flows.create(flow(), "ann")
    flows.save(made.id, flow("Hers"), made.etag, "ann")
    with pytest.raises(Stale) as refused:
        flows.save(made.id, flow("His"), made.etag, "bob")
    assert refused.value.parameters["author"] == "ann"
    assert refused.value.parameters["current"] == flows.get(made.id).etag
    assert flows.get(made.id).document["name"] == "Hers"


def test_every_way_to_write_honours_the_etag(flows):
    made = flows.create(flow(), "ann")
    flows.publish(made.id, flow(), "ann")
    flows.save(made.id, flow("New"), None, "ann")
    for write in (
        lambda: flows.publish(made.id, flow("New"), "bob", etag=made.etag),
        lambda: flows.discard(made.id, "bob", made.etag),
        lambda: flows.rollback(made.id, 1, "bob", made.etag),
        lambda: flows.restore(made.id, 1, "bob", made.etag),
        lambda: flows.disable(made.id, "bob", made.etag),
        lambda: flows.delete(made.id, "bob", made.etag),
    ):
        with pytest.raises(Stale):
            write()
    assert flows.get(made.id).document["name"] == "New"


def test_saving_a_draft_never_changes_what_runs(flows):
    made = flows.create(flow("One"), "ann")
    published = flows.publish(made.id, flow("One"), "ann", note="first", name="v1")
    assert (published.state, published.has_draft, published.live_version) == ("enabled", False, 1)
    draft = flows.save(made.id, flow("Two"), published.etag, "bob")
    assert (draft.state, draft.has_draft, draft.document["name"]) == ("enabled", True, "Two")
    assert flows.live(made.id) == (1, flow("One"))
    assert flows.discard(made.id, "bob").document == flow("One")


def test_publishing_twice_is_a_conflict(flows):
    made = flows.create(flow(), "ann")
    flows.publish(made.id, flow(), "ann")
    with pytest.raises(Conflict) as refused:
        flows.publish(made.id, flow(), "ann")
    assert refused.value.code == "already_published"
    assert len(flows.versions(made.id)) == 1


def test_versions_tell_who_when_and_why(flows):
    made = flows.create(flow(), "ann")
    flows.publish(made.id, flow("One"), "ann", note="first", name="v1")
    flows.save(made.id, flow("Two"), None, "bob")
    flows.publish(made.id, flow("Two"), "bob")
    newest, oldest = flows.versions(made.id)
    assert (newest.number, newest.author, newest.live) == (2, "bob", True)
    assert (oldest.number, oldest.author, oldest.note, oldest.name, oldest.live) == (1, "ann", "first", "v1", False)
    assert flows.version(made.id, 1)["name"] == "One"


def test_rollback_publishes_an_old_version_again_and_keeps_the_draft(flows):
    made = flows.create(flow(), "ann")
    for name in ("One", "Two"):
        flows.save(made.id, flow(name), None, "ann")
        flows.publish(made.id, flow(name), "ann")
    flows.save(made.id, flow("Three"), None, "ann")
    back = flows.rollback(made.id, 1, "bob")
    assert flows.live(made.id) == (3, flow("One"))
    assert (back.has_draft, back.document["name"]) == (True, "Three")
    assert flows.versions(made.id)[0].source == 1
    with pytest.raises(NotFound) as refused:
        flows.rollback(made.id, 9, "bob")
    assert refused.value.code == "version_not_found"


def test_an_old_version_can_be_restored_into_the_draft(flows):
    made = flows.create(flow(), "ann")
    flows.publish(made.id, flow("One"), "ann")
    flows.save(made.id, flow("Two"), None, "ann")
    assert flows.restore(made.id, 1, "ann").document["name"] == "One"
    assert flows.get(made.id).has_draft


def test_a_flow_is_switched_off_and_on(flows):
    made = flows.create(flow(), "ann")
    with pytest.raises(Conflict) as refused:
        flows.disable(made.id, "ann")
    assert refused.value.code == "not_published"
    flows.publish(made.id, flow(), "ann")
    assert flows.disable(made.id, "ann").state == "disabled"
    with pytest.raises(Conflict) as refused:
        flows.live(made.id)
    assert refused.value.code == "not_published"
    with pytest.raises(Conflict) as refused:
        flows.disable(made.id, "ann")
    assert refused.value.code == "already_disabled"
    assert flows.enable(made.id, "ann").state == "enabled"


def test_a_deleted_flow_is_unknown_until_it_is_brought_back(flows):
    made = flows.create(flow(), "ann")
    flows.publish(made.id, flow(), "ann")
    flows.delete(made.id, "ann")
    for ask in (flows.get, flows.live, flows.versions):
        with pytest.raises(NotFound):
            ask(made.id)
    with pytest.raises(NotFound):
        flows.save(made.id, flow(), None, "ann")
    assert (flows.list(), [line.id for line in flows.deleted()]) == ([], [made.id])
    assert len(flows.versions(made.id, deleted=True)) == 1
    with pytest.raises(Conflict):
        flows.create(flow(), "ann", id=made.id)
    assert flows.undelete(made.id, "ann").state == "enabled"
    assert [line.id for line in flows.list()] == [made.id]


def test_a_draft_that_never_ran_cannot_be_discarded(flows):
    made = flows.create(flow(), "ann")
    with pytest.raises(Conflict) as refused:
        flows.discard(made.id, "ann")
    assert refused.value.code == "never_published"
    flows.publish(made.id, flow(), "ann")
    with pytest.raises(Conflict) as refused:
        flows.discard(made.id, "ann")
    assert refused.value.code == "no_draft"


@pytest.mark.parametrize("id", ["", "..", "a/b", "a\\b", ".hidden", "x" * 101, "a\0b", "a.", "../prod/x"])
def test_an_id_is_never_a_path(flows, id):
    with pytest.raises(Refused):
        flows.create(flow(), "ann", id=id)
    with pytest.raises(NotFound):
        flows.get(id)


@pytest.mark.parametrize("sandbox", ["", "..", "a/b", "prod\n"])
def test_a_sandbox_is_never_a_path(tmp_path, sandbox):
    with pytest.raises(NotFound):
        Flows(tmp_path, sandbox)


def test_a_sandbox_is_a_world_of_its_own(tmp_path):
    made = Flows(tmp_path, "prod").create(flow(), "ann")
    with pytest.raises(NotFound):
        Flows(tmp_path, "dev").get(made.id)


@pytest.mark.parametrize(
    "document", [None, [], "text", {"phases": 3}, {"format": 99}, flow(x=float("nan")), flow(x={1})]
)
def test_what_is_no_flow_document_is_refused(flows, document):
    with pytest.raises(UnreadableDocument):
        flows.create(document, "ann")
    assert flows.list() == []


WRITES = st.lists(
    st.sampled_from(["save", "noop", "publish", "discard", "rollback", "restore", "disable", "enable", "undelete"])
)


@given(WRITES)
@settings(max_examples=60, deadline=None)
def test_no_etag_ever_comes_back(writes):
    flows = Flows(None)
    made = flows.create(flow("0"), "ann")
    seen = [made.etag]
    for count, write in enumerate(writes):
        deed = {
            "save": lambda: flows.save(made.id, flow(str(count)), None, "ann"),  # noqa: B023
            "noop": lambda: flows.save(made.id, flows.get(made.id).document, None, "ann"),
            "publish": lambda: flows.publish(made.id, flows.get(made.id).document, "ann"),
            "discard": lambda: flows.discard(made.id, "ann"),
            "rollback": lambda: flows.rollback(made.id, 1, "ann"),
            "restore": lambda: flows.restore(made.id, 1, "ann"),
            "disable": lambda: flows.disable(made.id, "ann"),
            "enable": lambda: flows.enable(made.id, "ann"),
            "undelete": lambda: (flows.delete(made.id, "ann"), flows.undelete(made.id, "ann"))[1],
        }[write]
        try:
            seen.append(deed().etag)
        except (Conflict, NotFound):
            assert flows.get(made.id).etag == seen[-1]
    revisions = [int(etag.split("-")[0]) for etag in seen]
    assert all(before < after for before, after in pairwise(revisions))
    assert len(set(seen)) == len(seen)


@given(st.lists(st.text(max_size=5), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_history_never_changes(names):
    flows = Flows(None)
    made = flows.create(flow("start"), "ann")
    for number, name in enumerate(names, 1):
        flows.save(made.id, flow(name), None, "ann")
        flows.publish(made.id, flow(name), "ann")
        assert [flows.version(made.id, n)["name"] for n in range(1, number + 1)] == names[:number]
    assert [info.number for info in flows.versions(made.id)] == list(range(len(names), 0, -1))


def test_a_cleared_sandbox_has_every_id_free_again(flows):
    flows.create(flow(), "ann", id="bills")
    flows.publish("bills", flow(), "ann")
    flows.create(flow(), "ann", id="gone")
    flows.delete("gone", "ann")
    flows.clear()
    assert (flows.list(), flows.deleted()) == ([], [])
    assert flows.create(flow(), "bea", id="gone").created_by == "bea"
    assert flows.create(flow(), "bea", id="bills").live_version is None and flows.versions("bills") == []
    flows.clear()
    flows.clear()
