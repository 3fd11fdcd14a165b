"""One person's notices, as that person may see them: sealed values are opened here, and for nobody else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from editor.i18n import known, translate
from storage.notices import Notice, Notices
from storage.vault import Vault, masked


@dataclass(frozen=True)
class Inbox:
    """`person` is the id of whose notices these are. Without a vault, sealed values stay masked."""

    notices: Notices
    vault: Vault | None
    person: str

    def newest(self, language: str, *, before: int | None = None, limit: int = 20, unread: bool = False
               ) -> Sequence[Notice]:  # fmt: skip
        """The newest first, older than number `before`, in words of the language."""
        found = self.notices.of(self.person, before=before, limit=limit, unread=unread)
        return [self._worded(one, language) for one in found]

    def unread(self) -> int:
        return self.notices.unread(self.person)

    def mark_read(self, numbers: Sequence[int] | None = None) -> None:
        """These, or all."""
        self.notices.mark_read(self.person, numbers)

    def watch(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Have `listener` called when something changes, in whatever thread; what is given back ends it."""
        return self.notices.watch(self.person, listener)

    def _worded(self, one: Notice, language: str) -> Notice:
        """With subject and body as they are read; what the platform itself says comes from the locales."""
        link = one.link if one.link.startswith("/") and not one.link.startswith("//") else ""
        if not one.code:
            opened = self.vault.opened if self.vault else masked
            return replace(one, subject=opened(one.subject), body=opened(one.body), link=link)
        said = {name: masked(value) if isinstance(value, str) else value for name, value in one.parameters.items()}
        subject, body = (f"notices.said.{one.code}.{part}" for part in ("subject", "body"))
        words = translate(subject, language, **said) if known(subject) else one.code
        return replace(one, subject=words, body=translate(body, language, **said) if known(body) else "", link=link)
