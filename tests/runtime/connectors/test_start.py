"""A start pays for no system outside that nobody calls."""

import subprocess
import sys

_BROUGHT = """
import sys
import runtime.installation
clients = {"httpx", "httpcore", "cryptography", "aio_pika", "nats", "redis", "aiokafka", "paho"}
print(*sorted(clients & set(sys.modules)))
"""


def test_no_client_is_loaded_before_it_is_needed():
    told = subprocess.run([sys.executable, "-c", _BROUGHT], capture_output=True, check=True, text=True)
    assert told.stdout.split() == []
