"""Keystrokes are gathered for a moment and never lost."""

import asyncio

from editor.forms.pending import Pending


def test_many_keystrokes_are_one_edit():
    written = []

    async def type_() -> None:
        arrived = asyncio.Event()
        pending = Pending(lambda name, value: (written.append((name, value)), arrived.set()), wait=0.01)
        for text in ("c", "ca", "car"):
            pending.put("field", text)
        assert pending.over({"field": "", "other": 1}) == {"field": "car", "other": 1}
        await asyncio.wait_for(arrived.wait(), 5)

    asyncio.run(type_())
    assert written == [("field", "car")]


def test_leaving_writes_at_once_and_only_once():
    written = []

    async def type_() -> None:
        pending = Pending(lambda *edit: written.append(edit))
        pending.put("a", 1)
        pending.put("b", 2)
        assert "a" in pending
        pending.flush()
        pending.flush()
        assert "a" not in pending

    asyncio.run(type_())
    assert written == [("a", 1), ("b", 2)]
