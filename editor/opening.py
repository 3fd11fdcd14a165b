"""What must go well before the server answers: its port, its data folder, its first account."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor.commands.words import language, say
from editor.first_account import first_account
from editor.i18n import known
from editor.listening import PortTaken, listen
from runtime.installation import Installation
from runtime.public_address import public_address
from runtime.sandboxes.emptying import finish
from storage.errors import StorageError


class CannotServe(Exception):
    """The server could not begin; its text is the sentence that says why."""


@contextmanager
def listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """The sockets of `host` and `port`, closed at the end; `CannotServe` when the port is taken."""
    try:
        sockets = listen(host, port)
    except PortTaken:
        raise CannotServe(say("serve.port_taken", host=host, port=str(port))) from None
    try:
        yield sockets
    finally:
        for one in sockets:
            one.close()


@contextmanager
def opened(folder: Path) -> Iterator[Installation]:
    """The data folder, with its first account when the environment names one, and its subscriptions begun.

    A sandbox that was being emptied when the last process ended is emptied before anybody comes in. `CannotServe` says
    why not.
    """
    try:
        public_address()
        installation = Installation(folder)
    except StorageError as refused:
        raise CannotServe(_reason(refused)) from refused
    with installation:
        try:
            first_account(installation, language())
        except StorageError as refused:
            raise CannotServe(_reason(refused)) from refused
        finish(installation)
        installation.subscriptions.start()
        yield installation


def _reason(refused: StorageError) -> str:
    key = f"problems.{refused.code}"
    return say(key, **refused.parameters) if known(key) else str(refused)
