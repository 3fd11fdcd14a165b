"""Followers see every event of a run, whenever they come and however quickly it ends."""

import asyncio
from typing import Any

from runtime.installation import Installation

Documents = Any


def test_a_follower_misses_nothing_of_a_run_that_ends_while_it_looks(installation: Installation, documents: Documents):
    for _ in range(30):
        run = installation.engine.start(None, document=documents.small, model=[{"amount": 3}], user="ann")
        events = list(installation.engine.follow(run))
        assert [number for number, _ in events] == list(range(1, len(events) + 1))
        assert events[-1][1]["type"] == "complete"


def test_the_same_on_an_event_loop(installation: Installation, documents: Documents):
    async def followed(run: str) -> list[str]:
        return [event["type"] async for _, event in installation.engine.follow_async(run)]

    for _ in range(30):
        run = installation.engine.start(None, document=documents.small, model=[{"amount": 3}], user="ann")
        assert asyncio.run(followed(run))[-1] == "complete"


def test_a_follower_goes_on_after_what_it_has(installation: Installation, documents: Documents):
    run = installation.engine.start(None, document=documents.small, model=[{"amount": 3}], user="ann")
    whole = list(installation.engine.follow(run))
    assert list(installation.engine.follow(run, after=4)) == whole[4:]
    assert list(installation.engine.follow(run, after=len(whole))) == []
