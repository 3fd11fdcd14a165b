def test_items_that_pass_are_kept(did):
    items = [{"late": 5}, {"late": 0}, {"late": None}]
    condition = {"field": "late", "operator": "greater", "value": 0}
    assert did("filter_source", {"conditions": [condition]}, items) == items[:1]


def test_empty_values_differ_from_everything_unless_compared_with(did):
    items = [{"x": None}, {"x": 1}]
    condition = {"field": "x", "operator": "not_equal", "value": 1}
    assert did("filter_source", {"conditions": [condition]}, items) == items[:1]
    empty = {"field": "x", "operator": "equal", "value": None}
    assert did("filter_source", {"conditions": [empty]}, items) == []
    assert did("filter_source", {"conditions": [empty], "compare_with_null": True}, items) == items[:1]
