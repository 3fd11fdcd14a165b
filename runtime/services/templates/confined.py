"""What a worker gives up before it sees a template: the network, other processes, files but its own, boundless memory.

The sandboxed language is the first wall; these stand behind it, for the libraries and for what nobody thought of.
"""

import ctypes
import mimetypes
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

MEGABYTES = 1024
"""Address space of a worker: a big document takes a quarter of it."""
_BIGGEST_FILE = 200_000_000
_NEW_USERS, _NEW_NETWORK = 0x1000_0000, 0x4000_0000
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.system", "os.kill",
              "os.startfile", "pty.", "ftplib.", "smtplib.", "http.client.", "urllib.", "shutil.chown",
              "os.chmod", "os.chown", "os.link", "os.symlink")  # fmt: skip
_SHARED = ("/usr/lib/", "/lib/", "/usr/share/", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library",
           "/dev/null", "/dev/urandom")  # fmt: skip
"""Where systems keep what every program may read."""
_LISTING = {"os.listdir", "os.scandir"}
_READING = {"open", "ctypes.dlopen", *_LISTING}
_WRITING = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree", "shutil.move"}


class Refused(BaseException):
    """Something outside was asked for. No `except Exception` of a library swallows it."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class NotInside(Refused):
    """A page asked for something that it does not hold itself; it was not even looked for."""


def confine() -> None:
    """From here on; there is no way back."""
    _leave_network()
    _limit()
    mimetypes.knownfiles.clear()  # the library's own list will do
    own = os.path.realpath(tempfile.gettempdir())
    packages = (path for path in sys.path if "site-packages" in path)
    libraries = (sys.prefix, sys.base_prefix, sys.exec_prefix, *packages, str(Path(__file__).parents[2]))
    readable = (own, *_SHARED, *(os.path.realpath(path) for path in libraries))
    sys.addaudithook(_guard(own, readable, {os.path.realpath(path) for path in sys.path}))


def _guard(own: str, readable: tuple[str, ...], searched: set[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """Asked by the interpreter about everything that reaches outside; no code can take it away again."""

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise Refused(_told(arguments) or event)
        path = arguments[0] if arguments and event in _READING | _WRITING else None
        if path is None or isinstance(path, int):
            return
        named = os.fsdecode(path)
        whole = os.path.realpath(named)
        if event in _WRITING or (event == "open" and _writes(arguments)):
            allowed = whole.startswith(own)
        else:
            library = event == "ctypes.dlopen" and "/" not in named
            allowed = library or whole.startswith(readable) or (event in _LISTING and whole in searched)
        if not allowed:  # libraries look through folders of fonts, and do without
            raise PermissionError(named) if event in _LISTING else Refused(named)

    return guard


def allow_seconds(seconds: float) -> None:
    """Processor time until the end of the next rendering: holds even where nobody is left to end this process."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 5, hard))


def _limit() -> None:
    with suppress(ImportError):  # Windows has no such limits
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, MEGABYTES * 1_000_000), (resource.RLIMIT_FSIZE, _BIGGEST_FILE),
            (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 64),
        ):  # fmt: skip
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _leave_network() -> None:
    """Into a network of one's own, with nothing in it, where the system lets anybody do that."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK)


def _writes(arguments: tuple[Any, ...]) -> bool:
    mode, flags = (*arguments[1:3], None, None)[:2]
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return bool(isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _told(arguments: tuple[Any, ...]) -> str:
    return next((one for one in arguments if isinstance(one, str)), "")
