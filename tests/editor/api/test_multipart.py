"""A form is read the same, however it is cut into pieces on its way."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from editor.api.errors import Malformed
from editor.api.multipart import Part, PartEnd, pieces

PARTS = st.lists(
    st.tuples(
        st.text("abcé", min_size=1, max_size=5), st.none() | st.text("x é.csv", max_size=8), st.binary(max_size=60)
    ),
    max_size=4,
)


def form(parts: list[tuple[str, str | None, bytes]]) -> bytes:
    body = b""
    for name, file_name, content in parts:
        told = f'form-data; name="{name}"' + ("" if file_name is None else f'; filename="{file_name}"')
        body += b"--edge\r\nContent-Disposition: " + told.encode() + b"\r\n\r\n" + content + b"\r\n"
    return body + b"--edge--\r\n"


def read(body: bytes, size: int, kind: str = "multipart/form-data; boundary=edge") -> list[tuple[Part, bytes]]:
    """The parts of a body that arrives `size` bytes at a time."""

    async def receive() -> AsyncIterator[dict[str, object]]:
        for at in range(0, len(body), size):
            yield {"type": "http.request", "body": body[at : at + size], "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}

    async def collect() -> list[tuple[Part, bytes]]:
        coming = receive()
        scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
        found: list[tuple[Part, bytes]] = []
        ended = 0
        async for piece in pieces(Request(scope, coming.__anext__)):
            if isinstance(piece, Part):
                found.append((piece, b""))
            elif isinstance(piece, PartEnd):
                ended += 1
            else:
                found[-1] = (found[-1][0], found[-1][1] + piece)
        assert ended == len(found)
        return found

    return asyncio.run(collect())


@given(PARTS, st.integers(1, 80))
def test_what_was_sent_comes_out(parts, size):
    found = read(form(parts), size)
    assert [(part.name, part.file_name, content) for part, content in found] == parts


@given(PARTS, st.integers(1, 40), st.integers(1, 30))
def test_a_form_that_is_cut_off_is_refused(parts, size, missing):
    with pytest.raises(Malformed):
        read(form(parts)[: -2 - missing], size)


@given(st.binary(max_size=200), st.integers(1, 50))
def test_any_other_bytes_are_refused(body, size):
    with pytest.raises(Malformed):
        read(body, size)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain"])
def test_a_form_without_its_boundary_is_refused(kind):
    with pytest.raises(Malformed):
        read(form([]), 10, kind)
