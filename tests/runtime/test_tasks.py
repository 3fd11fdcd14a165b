"""A loop goes on whatever happens, and ends when it is told to, though a library loses its cancellation."""

import asyncio
from contextlib import suppress

import pytest

from runtime.tasks import cancelled, end, tried


def test_a_lost_cancellation_is_still_known():
    heard: list[bool] = []

    async def deaf() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        heard.append(cancelled())

    async def story() -> None:
        task = asyncio.create_task(deaf())
        await asyncio.sleep(0)
        await end([task])
        assert heard == [True] and not cancelled()

    asyncio.run(story())


def test_what_goes_on_is_cancelled_again(monkeypatch):
    monkeypatch.setattr("runtime.tasks._AGAIN", 0.01)
    lost: list[int] = []

    async def stubborn() -> None:
        while len(lost) < 3:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            lost.append(1)

    async def story() -> None:
        task = asyncio.create_task(stubborn())
        await asyncio.sleep(0)
        await end([task])
        await end([])

    asyncio.run(story())
    assert len(lost) == 3


def test_a_loop_outlives_what_goes_wrong_in_it_and_says_so(caplog: pytest.LogCaptureFixture):
    async def divide(by: int) -> None:
        assert 1 // by

    assert asyncio.run(tried("it could not be divided", divide(1)))
    assert not asyncio.run(tried("it could not be divided", divide(0), ZeroDivisionError))
    assert not caplog.records
    assert not asyncio.run(tried("it could not be divided", divide(0)))
    assert [line.message for line in caplog.records] == ["it could not be divided"]
