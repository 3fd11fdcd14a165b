def test_each_element_remembers_its_parent(did):
    orders = [{"id": 1, "c": {"n": "x"}, "lines": [{"sku": "a"}]}, {"id": 2, "lines": None}]
    assert did("select_many", {"path": "lines"}, orders) == [{"sku": "a", "$parent": {"id": 1, "c": {"n": "x"}}}]
