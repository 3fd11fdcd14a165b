"""The server says at once where it can listen."""

import socket

import pytest

from editor.listening import PortTaken, listen


def test_port_0_takes_a_free_one_for_every_address_of_the_host():
    bound = listen("localhost", 0)
    try:
        assert len({one.getsockname()[1] for one in bound}) == 1
        assert bound[0].getsockname()[1] > 0
    finally:
        for one in bound:
            one.close()


def test_a_taken_port_is_refused():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken):
            listen("127.0.0.1", other.getsockname()[1])


def test_an_address_of_no_machine_is_refused():
    with pytest.raises(PortTaken):
        listen("192.0.2.1", 0)
