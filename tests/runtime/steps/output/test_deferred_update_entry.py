"""Changes put off: nothing is written, and the items go on."""

from tests.runtime.customers import COLUMNS, designed

ITEMS = [{"code": "a", "name": "A"}]


def test_items_go_on_and_nothing_is_written(stage):
    designed(stage.entries)
    model = stage.play("deferred_update_entry", {"component": "customer", "mapping": COLUMNS}, ITEMS)
    assert model.items() == ITEMS
    assert stage.entries.count("customer") == 0


def test_what_is_put_off_for_good_is_told_on_the_card(documents, installation):
    from runtime.check import check

    designed(installation.entries())
    later = documents.step("later", "deferred_update_entry", {"component": "customer", "mapping": COLUMNS})
    flow = documents.flow(documents.step("in", "get_action_model"), later)
    codes = {(one.step, one.code) for one in check(flow, known=installation.known()).problems}
    assert ("later", "put_off_for_good") in codes
    apply = documents.step("apply", "apply_deferred_update_operations")
    done = check(documents.flow(*flow["phases"][0]["steps"], apply, documents.end), known=installation.known())
    assert done.problems == []
