"""What was found damaged: on the disk as files set aside, in the log, and for the interface."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from storage.tiny_file import MARK, SetAside

_LOG = logging.getLogger("etapes.storage")
Used = Literal["backup", "versions", "nothing"]


@dataclass(frozen=True)
class Damage:
    """A damaged file. `used` took its place: its backup, what the other file of the flow knows, or nothing."""

    flow: str
    file: str
    set_aside_as: str
    time: datetime
    used: Used


class Damages:
    """The damaged files below a folder of flows; the files themselves are the list, so that a restart forgets none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def note(self, found: SetAside) -> None:
        _LOG.error("damaged_file %s/%s set aside as %s, used: %s",
                   found.file.parent.name, found.file.name, found.name_for(found.file).name, found.used)  # fmt: skip

    def all(self) -> list[Damage]:
        """Latest first."""
        if self._folder is None:
            return []
        found = [_damage(aside) for aside in self._folder.glob(f"*/*{MARK}*")]
        return sorted(found, key=lambda damage: damage.time, reverse=True)


def _damage(aside: Path) -> Damage:
    file, _, stamp = aside.name.partition(MARK)
    main = file.removesuffix(".bak")
    copy_too = aside.with_name(f"{main}.bak{MARK}{stamp}").exists()
    used: Used = "nothing" if not aside.with_name(main).exists() else "versions" if copy_too else "backup"
    time = datetime.strptime(stamp, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    return Damage(aside.parent.name, file, aside.name, time, used)
