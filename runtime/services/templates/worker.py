"""The process that fills templates: a request in, an answer out, until nobody asks any more.

Both are a JSON object and a piece of bytes, each behind its length; `workshop.py` stands at the other end.
"""

import json
import sys
from shutil import rmtree
from struct import pack, unpack
from tempfile import gettempdir
from typing import Any, BinaryIO

from runtime.services.templates.confined import allow_seconds, confine
from runtime.services.templates.kinds import do
from runtime.services.templates.mishaps import harmless, told


def send(out: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    told_head = json.dumps(head).encode()
    out.write(pack(">QQ", len(told_head), len(body)) + told_head + body)
    out.flush()


def receive(source: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """None at the end."""
    sizes = source.read(16)
    if len(sizes) < 16:
        return None
    head, body = unpack(">QQ", sizes)
    return json.loads(source.read(head)), source.read(body)


def main() -> None:
    """Serve standard input; what libraries print goes nowhere."""
    asked, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    confine()
    while request := receive(asked):
        send(out, *answer(*request))
    rmtree(gettempdir(), ignore_errors=True)  # nobody else does, where the asking process was killed


def answer(request: dict[str, Any], source: bytes) -> tuple[dict[str, Any], bytes]:
    """What came of a request, or the problem."""
    try:
        allow_seconds(request["seconds"])
        return do(request, source)
    except BaseException as wrong:
        return {"problem": told(wrong, request), "worn": not harmless(wrong)}, b""
