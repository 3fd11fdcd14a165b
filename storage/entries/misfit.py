"""A value and a field that do not go together."""


class Misfit(ValueError):
    """A value that a field of some type cannot hold. `code` names the reason where it is more than the type."""

    def __init__(self, code: str = "") -> None:
        self._code = code
        super().__init__(code)

    def of(self, kind: str) -> str:
        """The code of the sentence, for a field of that type."""
        return self._code or f"entry_no_{kind}"
