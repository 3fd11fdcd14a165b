"""Sample data that nobody had to write."""

from editor.templates.sample import suggested, values_of


def test_there_is_a_value_at_every_path():
    fields = ["customer.name", "customer.since_date", "total", "lines[].name", "lines[].price", "tags[]"]
    made = suggested(fields)
    assert made["customer"] == {"name": "Name", "since_date": "2026-01-31"}
    assert (made["total"], [line["price"] for line in made["lines"]]) == (12, [12, 24, 36])
    assert (made["lines"][0]["name"], len(made["tags"])) == ("Name", 3)


def test_a_name_that_is_used_in_two_ways_breaks_nothing():
    assert suggested(["a", "a.b", "c[].d", "c.e"]) == {"a": "A", "c": [{"d": "D"}] * 3}


def test_a_list_is_filled_as_a_document_of_all_items():
    assert values_of([{"a": 1}, {"a": 2}]) == {"a": 1, "items": [{"a": 1}, {"a": 2}]}
    assert (values_of({"a": 1}), values_of([]), values_of("no")) == ({"a": 1}, {"items": []}, {})
