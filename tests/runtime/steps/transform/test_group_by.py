from runtime.steps.transform.group_by import GroupBy


def test_one_item_per_key_in_order_of_first_appearance(did):
    items = [{"k": "b", "n": 1}, {"k": "a", "n": 2}, {"k": "b", "n": 3}]
    assert did("group_by", {"keys": ["k"]}, items) == [
        {"k": "b", "items": [items[0], items[2]]}, {"k": "a", "items": [items[1]]}]  # fmt: skip


def test_a_group_needs_a_key():
    assert GroupBy.model_validate({}).problems()[0].code == "group_keys_missing"
