"""Which of a page's numbered edits arrived here, and up to which one all of them are on the disk."""


class Heard:
    """A page numbers what is done in it. What was lost on the way leaves a gap, and nothing after a gap is kept."""

    def __init__(self) -> None:
        self.kept = 0
        """All edits up to this one arrived and are saved."""
        self.whole = 0
        """All edits up to this one arrived."""
        self._arrived: set[int] = set()

    @property
    def waiting(self) -> bool:
        """Something arrived that is not kept yet."""
        return self.whole > self.kept

    def hear(self, number: int) -> None:
        """This edit arrived."""
        if number > self.whole:
            self._arrived.add(number)
        while self.whole + 1 in self._arrived:
            self.whole += 1
            self._arrived.discard(self.whole)

    def keep(self) -> None:
        """All that arrived is saved."""
        self.kept = self.whole

    def arrived(self, number: int) -> bool:
        return number <= self.whole or number in self._arrived

    def missing(self, asked: int) -> list[int]:
        """The edits up to `asked` that never arrived."""
        return [number for number in range(self.whole + 1, asked + 1) if number not in self._arrived]
