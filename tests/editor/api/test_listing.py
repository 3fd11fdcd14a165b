"""Lists of flows: page by page, without a loss and without a double."""

from threading import Event, Thread
from urllib.parse import urlsplit

import pytest


def follow(client, **params) -> list[str]:
    """The names on every page, following the links."""
    body = client.get("/flows", params=params).json()
    names = [flow["name"] for flow in body["items"]]
    while body["_links"].get("next"):
        address = urlsplit(body["_links"]["next"]["href"])
        assert address.path == urlsplit(str(client.base_url)).path + "flows"
        body = client.get(f"/flows?{address.query}").json()
        names += [flow["name"] for flow in body["items"]]
    return names


def test_pages_give_every_flow_once(either):
    made = [f"flow {number:02}" for number in range(12)]
    for name in made:
        either.draft(name)
    for limit in (1, 5, 12, 100):
        assert follow(either, limit=limit) == made
    assert follow(either, limit=5, orderby="-name") == made[::-1]
    assert follow(either, limit=5, orderby="-created") == made[::-1]


def test_nothing_is_lost_or_doubled_while_flows_are_added(either, client):
    made = {f"first {number:02}" for number in range(20)}
    for name in sorted(made):
        either.draft(name)
    done, other = Event(), client(str(either.base_url.path).rstrip("/"))

    def add() -> None:
        while not done.is_set():
            other.draft("added")

    adding = Thread(target=add)
    adding.start()
    try:
        for order in ("name", "-name", "created", "-created", "id", "state"):
            seen = [name for name in follow(either, limit=3, orderby=order) if name != "added"]
            assert (len(seen), set(seen)) == (20, made)
    finally:
        done.set()
        adding.join()


def test_flows_of_one_name_are_all_there(either):
    for _ in range(7):
        either.draft("same")
    assert follow(either, limit=2, orderby="name") == ["same"] * 7


def test_the_next_page_is_named_in_the_header_and_in_the_body(api):
    for name in "abc":
        api.draft(name)
    answer = api.get("/flows?limit=2")
    following = answer.json()["next"]
    assert answer.headers["link"] == f'<{following}>; rel="next"'
    last = api.get("/flows", params=urlsplit(following).query)
    assert (last.json()["next"], "link" in last.headers) == (None, False)


def test_a_token_alone_goes_on_as_before(either):
    for name in "abcd":
        either.draft(name)
    body = either.get("/flows?limit=2&orderby=-name").json()
    token = dict(part.split("=", 1) for part in urlsplit(body["_links"]["next"]["href"]).query.split("&"))
    rest = either.get(f"/flows?continuationToken={token['continuationToken']}").json()
    assert [flow["name"] for flow in rest["items"]] == ["b", "a"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("property=state==draft", "abc"),
        ("property=state==enabled", ""),
        ("property=name==a,c", "ac"),
        ("property=name!=a", "bc"),
        ("property=name==a,b&property=name==b,c", "b"),
        ("property=flowSpec.id==spec", "abc"),
        ("property=flowSpec.version==2.0", ""),
        ("property=tags[].name==red", "b"),
        ("property=number==7", "c"),
        ("property=nothing.at.all==1", ""),
        ("orderby=name", "abc"),
        ("orderby=-name", "cba"),
        ("orderby=+name", "abc"),
        ("orderby=%2Bname", "abc"),
    ],
)
def test_filters_and_orders(either, query, found):
    either.draft("a")
    either.draft("b", tags=[{"name": "blue"}, {"name": "red"}])
    either.draft("c", number=7)
    assert "".join(flow["name"] for flow in either.get(f"/flows?{query}").json()["items"]) == found


def test_flows_are_found_by_their_ids(either):
    ids = [either.draft(name)[0] for name in "abc"]
    body = either.get("/flows", params={"property": f"id=={ids[0]},{ids[2]}"}).json()
    assert [flow["id"] for flow in body["items"]] == [ids[0], ids[2]]


def test_a_count_tells_how_many_there_are(either):
    for name in "abc":
        either.draft(name)
    body = either.get("/flows?limit=1&count=true&property=name!=a").json()
    assert (len(body["items"]), body["count"]) == (1, 2)
    assert "count" not in either.get("/flows").json()


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=x", "limit=1001", "orderby=colour", "orderby=", "property=name", "property===a", "count=maybe",
     "continuationToken=x", "continuationToken=", "continuationToken=WzFd", "continuationToken=%00",
     "continuationToken=W1tdLCAiY3JlYXRlZCIsIDUwLCBbMSwgMl1d"],
)  # fmt: skip
def test_a_bad_wish_is_refused(either, query):
    answer = either.get(f"/flows?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_a_token_of_another_list_is_refused(either):
    for name in "abc":
        either.draft(name)
    query = urlsplit(either.get("/flows?limit=1&orderby=name").json()["_links"]["next"]["href"]).query
    answer = either.get(f"/flows?{query.replace('orderby=name', 'orderby=-name')}")
    assert (answer.status_code, answer.json()["code"]) == (400, "continuation_mismatch")
