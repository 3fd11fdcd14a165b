"""A box bound to a spot: keystrokes go to the draft, what changes elsewhere comes back, problems mark it."""

from collections.abc import Callable, Sequence
from typing import Any

from editor.forms.box import Box
from editor.forms.paths import place_of
from editor.forms.spot import Spot

Options = Sequence[dict[str, Any]]


def typed_box(spot: Spot, *, read: Callable[[str], Any], write: Callable[[Any], str],
              offers: Callable[[], Options] = lambda: (), at_once: bool = False, **more: Any) -> Box:  # fmt: skip
    """`read` makes the value of the text, `write` the text of the value; `at_once` writes without waiting."""
    known = [spot.value]

    def changed(text: str) -> None:
        known[0] = read(text)
        spot.put(known[0], now=at_once)

    def refresh() -> None:
        box.offer(offers())
        mark(spot, box)
        now = spot.value
        if not spot.typing and not same(now, known[0]):
            known[0] = now
            box.show(write(now))

    box = Box(
        write(known[0]), name=spot.name, test_id=spot.test_id, on_change=changed, options=offers(),
        nothing=spot.form.words.say("forms.nothing_found"), **more,
    ).on_leave(spot.leave)  # fmt: skip
    mark(spot, box)
    spot.watch(refresh)
    return box


def mark(spot: Spot, box: Box) -> None:
    """The box is wrong if a problem points at its very place."""
    box.blame(any(place_of(one.setting or "") == spot.place for one in spot.problems() if one.severity == "error"))


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: `true` is not 1, 1 is not 1.0."""
    return type(one) is type(other) and bool(one == other)
