"""What is worth squeezing is squeezed, and nothing else."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from editor.compression import Compression


@pytest.mark.parametrize(("path", "squeezed"), [("/api/flows", True), ("/api/files/1/content", False)])
def test_stored_files_go_out_as_they_are(path, squeezed):
    sent = []

    async def send(message) -> None:
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(Compression(PlainTextResponse("word " * 1000), minimum_size=1000)(scope, receive, send))
    assert ((b"content-encoding", b"gzip") in sent[0]["headers"]) is squeezed
