"""Worker processes that fill templates: started when first needed, kept warm, ended at a limit, replaced in time."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from struct import pack, unpack
from tempfile import mkdtemp
from threading import BoundedSemaphore, Lock, Timer
from typing import Any

from runtime.problems import Problem, Problems, problem
from runtime.stop import Stop

_USES = 200
"""Renderings after which a worker is replaced: what leaks in a library never grows old."""
_LARGEST = 64_000_000
"""Bytes of values for one document."""
_START = ("import sys; sys.path.insert(0, sys.argv[1]); "
          "from runtime.services.templates.worker import main; main()")  # fmt: skip
_HOUSE = Path(__file__).parents[3]


class Worker:
    """One process with a folder of its own, without this process's environment."""

    def __init__(self) -> None:
        self.room, self.uses = mkdtemp(prefix="etapes-template-"), 0
        self.worn = False
        """Not as it was, or not known to be: it fills nothing more."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-I", "-B", "-c", _START, str(_HOUSE)], cwd=self.room,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"TMPDIR": self.room, "HOME": self.room, "LANG": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip

    def ask(self, request: dict[str, Any], source: bytes) -> tuple[dict[str, Any], bytes]:
        """The answer; `OSError` or `EOFError` where the process is gone."""
        self.uses, self.worn = self.uses + 1, True
        asked, answer = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answer is not None
        head = json.dumps(request).encode()
        if len(head) > _LARGEST:
            raise problem("template_values_too_large", megabytes=_LARGEST // 1_000_000)
        asked.write(pack(">QQ", len(head), len(source)) + head)
        asked.write(source)
        asked.flush()
        sizes = answer.read(16)
        if len(sizes) < 16:
            raise EOFError
        told, body = unpack(">QQ", sizes)
        found = json.loads(answer.read(told)), answer.read(body)
        self.worn = found[0].get("worn", False)
        return found

    def kill(self) -> None:
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()
        rmtree(self.room, ignore_errors=True)


class Workshop:
    """As many workers as there are processors; whoever comes when all are busy waits."""

    def __init__(self, most: int) -> None:
        self._idle: list[Worker] = []
        self._lock, self._room = Lock(), BoundedSemaphore(most)

    def ask(self, request: dict[str, Any], source: bytes, seconds: float, stop: Stop) -> tuple[dict[str, Any], bytes]:
        """What a worker makes of it within `seconds`, else `Problems`. Pulling `stop` ends it at once."""
        with self._room, self._borrowed() as worker:
            over = Timer(seconds, worker.kill)
            over.daemon = True
            over.start()
            try:
                with stop.cutting(worker.kill):
                    head, body = worker.ask(request | {"seconds": seconds}, source)
            except (OSError, EOFError, ValueError) as gone:
                stop.look()
                ended = over.finished.is_set()
                code, limit = ("template_time", {"seconds": seconds}) if ended else ("template_crashed", {})
                raise Problems(Problem(code=code, parameters=limit)) from gone
            finally:
                over.cancel()
            if found := head.get("problem"):
                raise Problems(Problem.model_validate(found))
            return head, body

    def close(self) -> None:
        with self._lock:
            for worker in self._idle:
                worker.close()
            self._idle.clear()

    @contextmanager
    def _borrowed(self) -> Iterator[Worker]:
        """A warm worker; it comes back unless it is worn."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        worker = worker or Worker()
        try:
            yield worker
        finally:
            if worker.worn or worker.uses == _USES:
                worker.close()
            else:
                with self._lock:
                    self._idle.append(worker)


@cache
def workshop() -> Workshop:
    """This process's workers."""
    made = Workshop(max(2, os.cpu_count() or 2))
    atexit.register(made.close)
    return made
