"""Files between the browser and the store: the button turns, and whoever waits is told."""

from collections.abc import Callable

from nicegui import ui


class UnderWay:
    """Counts what set out and what arrived; a small file may arrive before the word that it set out."""

    def __init__(self, button: ui.button, busy: Callable[[bool], object]) -> None:
        self._button, self._busy, self._count = button, busy, 0

    def sets_out(self) -> None:
        self._tell(self._count + 1)

    def arrives(self) -> None:
        self._tell(self._count - 1)

    def fails(self) -> None:
        self._tell(0)

    def _tell(self, count: int) -> None:
        self._count = count
        if self._button.is_deleted:
            return
        if count > 0:
            self._button.props("loading")
        else:
            self._button.props(remove="loading")
        self._busy(count > 0)
