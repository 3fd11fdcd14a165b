"""What goes wrong on the way to a system, as sentences that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from runtime.connectors.http.not_connected import failed, not_connected
from runtime.connectors.http.patience import Overdue


@contextmanager
def told(host: str, seconds: float, *, again: bool) -> Iterator[None]:
    """`Problems` in place of a library's errors; `Outage` where another attempt may succeed and does no harm.

    `again`: the call may be sent twice. A connection that never stood has sent nothing.
    """
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as wrong:
        raise not_connected(wrong, host) from wrong
    except (Overdue, httpcore.TimeoutException) as wrong:
        raise failed(again, "http_too_slow", host=host, seconds=seconds) from wrong
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as wrong:
        raise failed(again, "http_broken_off", host=host) from wrong
    except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as wrong:
        raise failed(False, "http_not_sendable", host=host) from wrong  # its words could quote a secret
