"""An answer's body, unpacked piece by piece and never beyond its limit: a bomb is put out while it is small."""

import zlib
from collections.abc import Iterable

from runtime.problems import problem

_WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


def unpacked(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body of at most `limit` bytes. `Problems` where it is larger, or packed in a way that nobody asked for."""
    packed = encoding.strip().lower()
    if packed in ("", "identity"):
        return _gathered(pieces, limit)
    if packed not in _WINDOWS:
        raise problem("http_encoding", encoding=encoding)
    return _gathered(_inflated(pieces, packed, limit), limit)


def _gathered(pieces: Iterable[bytes], limit: int) -> bytes:
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > limit:
            raise problem("http_too_large", limit=limit / 1_000_000)
    return bytes(found)


def _inflated(pieces: Iterable[bytes], packed: str, limit: int) -> Iterable[bytes]:
    """No piece that comes out is larger than the limit. Packages may follow each other; none at all is no error."""
    inflate = None
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if inflate is None or inflate.eof:
                    inflate = zlib.decompressobj(_window(packed, rest))
                yield inflate.decompress(rest, limit + 1)
                if inflate.unconsumed_tail:
                    raise problem("http_too_large", limit=limit / 1_000_000)
                rest = inflate.unused_data
    except zlib.error as wrong:
        raise problem("http_broken_off") from wrong
    if inflate is not None and not inflate.eof:
        raise problem("http_broken_off")


def _window(packed: str, piece: bytes) -> int:
    """How the package is framed; some servers leave the frame of `deflate` out."""
    bare = packed == "deflate" and piece[0] & 15 != 8
    return -zlib.MAX_WBITS if bare else _WINDOWS[packed]
