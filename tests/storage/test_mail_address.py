"""Addresses that a mail server takes, and nothing else."""

import pytest

from storage.mail_address import mail_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ann@example.com", "ann@example.com"),
        (" ann.b+tea@café.example ", "ann.b+tea@xn--caf-dma.example"),
        ("root@localhost", "root@localhost"),
        *((wrong, None) for wrong in (
            "ann", "@example.com", "ann@", "ann@example.com\r\nBcc: eve@example.com", "ann@example.com\nRCPT TO:<e@x>",
            "ann@example.com, eve@example.com", "ann@example.com>", "<ann@example.com>", "ann eve@example.com",
            "ann..b@example.com", "jörg@example.com", "ann@a_b.example",
            "ann@-example.com", "ann@exam ple.com", "ann@example.com\x00", "a@" + "x" * 300,
        )),
    ],
)  # fmt: skip
def test_an_address_is_one_address_and_nothing_else(text: str, address: str | None):
    assert mail_address(text) == address
