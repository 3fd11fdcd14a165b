"""Pages after pages, and an end to them."""

import pytest

from runtime.answer import Answer
from runtime.items_path import items_in
from runtime.paging import Page, Paging
from runtime.problems import Problems


def test_numbers_go_up_until_a_page_is_empty():
    paging = Paging("page", "p", first=0)
    first = paging.begin()
    assert first == Page({"p": 0})
    assert paging.after(first, Answer(200), [{}]) == Page({"p": 1})
    assert paging.after(first, Answer(200), []) is None


def test_a_cursor_leads_on_until_there_is_none():
    paging = Paging("cursor", "after", "meta.next")
    assert paging.after(Page(), Answer(200, text='{"meta": {"next": "x"}}'), []) == Page({"after": "x"})
    for last in ('{"meta": {"next": null}}', '{"meta": {}}', '{"meta": null}', "[]", '{"meta": {"next": ""}}'):
        assert paging.after(Page(), Answer(200, text=last), []) is None
    with pytest.raises(Problems) as wrong:
        paging.after(Page({"after": "x"}), Answer(200, text='{"meta": {"next": "x"}}'), [{}])
    assert wrong.value.problems[0].code == "paging_repeats"


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ('<https://x/a?p=2,3>; rel="next", <https://x/a?p=9>; rel="last"', "https://x/a?p=2,3"),
        ('</first>; rel=first, </second>; title="a, b; c"; rel=next', "/second"),
        ('</a>; rel="last next"', "/a"),
        ('</a>; rel="nextish"', ""),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_a_link_header_names_the_next_page(header, address):
    found = Paging("link").after(Page(), Answer(200, {"link": header}), [])
    assert (found.address if found else "") == address


def test_one_item_per_element():
    assert items_in([{"a": 1}, 2, None], None) == [{"a": 1}, {"value": 2}, {"value": None}]
    assert items_in({"a": {"b": [{"c": 1}]}}, "a.b") == [{"c": 1}]
    assert items_in({"a": 1}, None) == [{"a": 1}]
    assert items_in({"a": None}, "a") == items_in(None, None) == []
    with pytest.raises(Problems) as wrong:
        items_in({"data": [], "meta": {}}, "items")
    assert wrong.value.problems[0].parameters == {"path": "items", "fields": "data, meta"}
