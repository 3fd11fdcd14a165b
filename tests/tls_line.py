"""An encrypted line to a server that speaks in the clear: what stands in front of brokers in many houses."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread


@contextmanager
def tls_line(target: int, certificate: Path, key: Path, *, greeting: bool = False) -> Iterator[int]:
    """A port of the loopback that is forwarded to another one. With `greeting` the server speaks first, in the clear,
    and says that what follows is encrypted, as those of NATS do."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    door = socket.create_server(("127.0.0.1", 0))

    def serve(near: socket.socket) -> None:
        with suppress(OSError), near, socket.create_connection(("127.0.0.1", target)) as far:
            if greeting:
                near.sendall(far.recv(65536).replace(b"{", b'{"tls_required":true,', 1))
            with context.wrap_socket(near, server_side=True) as inside:
                back = Thread(target=_forward, args=(far, inside), daemon=True)
                back.start()
                _forward(inside, far)
                back.join(5)

    def answer() -> None:
        with suppress(OSError):
            while True:
                Thread(target=serve, args=(door.accept()[0],), daemon=True).start()

    Thread(target=answer, daemon=True).start()
    try:
        yield door.getsockname()[1]
    finally:
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()


def _forward(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while told := one.recv(65536):
            other.sendall(told)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
