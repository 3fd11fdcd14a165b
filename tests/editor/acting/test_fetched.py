"""A page waits until its file has left, and not for ever."""

import asyncio

from editor.acting.fetched import receipt, sent


def test_who_awaits_a_download_hears_that_it_was_sent():
    async def download() -> None:
        with receipt() as fetched:
            waiting = asyncio.create_task(fetched.wait())
            await sent("a token that nobody awaits")
            assert not fetched.arrived.is_set()
            await sent(fetched.token)
            await waiting
        await sent(fetched.token)  # heard already: nothing to do

    asyncio.run(download())
