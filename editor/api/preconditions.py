"""If-Match and If-None-Match (RFC 9110, 13.1): a write says which state it was made for, a read which one it has."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from editor.api.errors import Malformed, NeedsEtag
from storage.errors import Stale


class Kept(Protocol):
    """What is written to: its state, and who made it that."""

    @property
    def etag(self) -> str: ...
    @property
    def updated_by(self) -> str: ...
    @property
    def updated_at(self) -> datetime: ...


_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_BARE = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Tags:
    """What such a header says: any state, or one of these (weak, opaque) tags."""

    any: bool = False
    tags: tuple[tuple[bool, str], ...] = ()

    def strongly(self, etag: str) -> bool:
        """For writing: a weak tag never matches."""
        return self.any or (False, etag) in self.tags

    def weakly(self, etag: str) -> bool:
        """For reading: a weak tag is as good as a strong one."""
        return self.any or any(opaque == etag for _, opaque in self.tags)


@dataclass(frozen=True)
class Revision:
    """A thing that counts its revisions, as `demand` sees it."""

    number: int
    updated_by: str
    updated_at: datetime

    @property
    def etag(self) -> str:
        return str(self.number)

    @property
    def quoted(self) -> str:
        return quoted(self.etag)


def quoted(etag: str) -> str:
    """The etag as it stands in headers and in bodies."""
    return f'"{etag}"'


def read_tags(header: str, *, bare: bool = False) -> Tags:
    """`*`, or a list of tags; with `bare` also one tag without its quotes, as some clients send it."""
    if header.strip() == "*":
        return Tags(any=True)
    if bare and _BARE.fullmatch(header.strip()):
        return Tags(tags=((False, header.strip()),))
    found, at = [], 0
    while at < len(header):
        if header[at] in " \t,":
            at += 1
            continue
        match = _TAG.match(header, at)
        if not match or header[match.end() :].lstrip(" \t")[:1] not in ("", ","):
            raise Malformed("etag_malformed", header=header[:200])
        found.append((bool(match[1]), match[2]))
        at = match.end()
    if not found:
        raise Malformed("etag_malformed", header=header[:200])
    return Tags(tags=tuple(found))


def demand(header: str | None, record: Kept, *, needed: bool, bare: bool = False) -> str | None:
    """The etag to write against (None: whatever is there), or NeedsEtag, Malformed, Stale."""
    if header is None:
        if needed:
            raise NeedsEtag("etag_needed")
        return None
    tags = read_tags(header, bare=bare)
    if not tags.strongly(record.etag):
        raise Stale(header[:200], quoted(record.etag), record.updated_by, record.updated_at)
    return None if tags.any else record.etag
