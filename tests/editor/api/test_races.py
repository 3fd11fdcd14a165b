"""Two writers at once: exactly one of them wrote, and the other knows."""

from concurrent.futures import ThreadPoolExecutor


def test_of_two_patches_with_one_etag_one_is_done(either, client):
    other = client(str(either.base_url.path).rstrip("/"))
    flow, etag = either.draft(count=0)
    with ThreadPoolExecutor(2) as pool:
        for turn in range(50):
            change = {"op": "replace", "path": "/count", "value": turn}
            answers = list(pool.map(lambda one: one.change(flow, etag, change), (either, other)))  # noqa: B023
            assert sorted(answer.status_code for answer in answers) == [200, 412]
            won = next(answer for answer in answers if answer.status_code == 200)
            lost = next(answer for answer in answers if answer.status_code == 412)
            assert won.json()["etag"] == lost.headers["etag"] == either.shown(flow)["etag"]
            etag = won.json()["etag"]


def test_patches_for_any_state_all_count(either, client):
    clients = [client(str(either.base_url.path).rstrip("/")) for _ in range(4)]
    flow, _ = either.draft(seen=[])
    with ThreadPoolExecutor(4) as pool:
        for number in range(10):
            change = {"op": "add", "path": "/seen/-", "value": number}
            answers = list(pool.map(lambda one: one.change(flow, "*", change), clients))  # noqa: B023
            assert [answer.status_code for answer in answers] == [200] * 4
    assert sorted(either.shown(flow)["seen"]) == sorted(list(range(10)) * 4)
