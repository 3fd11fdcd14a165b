"""A caller that costs little: raw requests over kept connections. Prints seconds per request as a JSON list."""

import asyncio
import json
import sys
from collections.abc import Iterator
from time import perf_counter


async def caller(port: int, path: str, token: str, numbers: Iterator[int], times: list[float]) -> None:
    """Ask, read the answer, check it, ask again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        body = json.dumps([{"amount": number + 2}])
        lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Authorization: Bearer {token}",
                 "Content-Type: application/json", f"Content-Length: {len(body)}", "", body]  # fmt: skip
        started = perf_counter()
        writer.write("\r\n".join(lines).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = next(line for line in head.split(b"\r\n") if line.startswith(b"content-length:"))
        answer = await reader.readexactly(int(length.partition(b":")[2]))
        times.append(perf_counter() - started)
        assert b" 200 " in head, answer
        assert json.loads(answer) == [{"total": (number + 2) * 2}]
    writer.close()


async def main(port: int, path: str, token: str, callers: int, requests: int) -> None:
    times: list[float] = []
    numbers = iter(range(requests))
    started = perf_counter()
    await asyncio.gather(*(caller(port, path, token, numbers, times) for _ in range(callers)))
    print(json.dumps({"seconds": perf_counter() - started, "times": times}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
