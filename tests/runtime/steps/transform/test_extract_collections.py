def test_each_element_becomes_an_item(did):
    orders = [{"id": 1, "lines": [{"sku": "a"}, {"sku": "b"}]}, {"id": 2, "lines": []}]
    assert did("extract_collections", {"path": "lines"}, orders) == [{"sku": "a"}, {"sku": "b"}]
    assert did("extract_collections", {"path": "tags"}, [{"tags": ["x"]}]) == [{"value": "x"}]
