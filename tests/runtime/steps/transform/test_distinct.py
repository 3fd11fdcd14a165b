def test_the_first_of_each_key_is_kept(did):
    items = [{"k": "b", "n": 1}, {"k": "a", "n": 2}, {"k": "b", "n": 3}]
    assert did("distinct", {"keys": ["k"]}, items) == items[:2]


def test_without_keys_the_whole_item_counts(did):
    items = [{"k": [1], "n": {"x": 1}}, {"k": [1], "n": {"x": 2}}, {"k": [1], "n": {"x": 1}}]
    assert did("distinct", {}, items) == items[:2]
