"""Whom the guard lets us call. Names are answered by the test; nothing is sent anywhere."""

import pytest

from runtime.connectors.allowance import allowance
from runtime.connectors.guard import Guard, resolved
from runtime.problems import Outage, Problems

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:10.0.0.1",
    "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8", "2002:7f00:1::", "2002:0a00:0001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "ff02::1", "100::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


def guard(*addresses: str, allow: tuple[str, ...] = ()) -> Guard:
    return Guard(lambda: allow, lambda host, port: addresses)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_open_internet_is_refused(address):
    with pytest.raises(Problems) as wrong:
        guard(address).admit("shop.example", 443)
    assert wrong.value.problems[0].code == "address_refused"
    assert not isinstance(wrong.value, Outage)


@pytest.mark.parametrize("address", PUBLIC)
def test_the_open_internet_is_not(address):
    assert guard(address).admit("shop.example", 443)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.1", "0", "[::1]", "[::ffff:7f00:1]",
     "localhost", "LOCALHOST.", "169.254.169.254"],
)  # fmt: skip
def test_every_way_to_write_this_machine_is_seen_through(host):
    with pytest.raises(Problems):
        Guard(resolve=resolved).admit(host, 80)


def test_a_name_with_both_kinds_of_address_leads_to_the_public_one_only():
    assert guard("10.0.0.1", "8.8.8.8").admit("shop.example", 443) == ["8.8.8.8"]


@pytest.mark.parametrize(
    ("entry", "host", "address", "port", "may"),
    [
        ("intranet", "intranet", "10.0.0.1", 80, True),
        ("Intranet", "INTRANET.", "10.0.0.1", 80, True),
        ("intranet:80", "intranet", "10.0.0.1", 81, False),
        ("intranet", "evil.intranet", "10.0.0.1", 80, False),
        ("10.0.0.0/8", "shop.example", "10.1.2.3", 80, True),
        ("10.0.0.0/8", "shop.example", "11.0.0.1", 80, True),
        ("10.0.0.0/8", "shop.example", "192.168.0.1", 80, False),
        ("10.0.0.1", "shop.example", "::ffff:10.0.0.1", 80, True),
        ("127.0.0.1:8080", "127.0.0.1", "127.0.0.1", 8080, True),
        ("127.0.0.1:8080", "127.0.0.1", "127.0.0.1", 22, False),
        ("[::1]:8080", "::1", "::1", 8080, True),
        ("fd00::/8", "nas", "fd00::5", 80, True),
        ("*", "nas", "fd00::5", 80, False),
    ],
)
def test_an_administrator_allows_hosts_ports_and_networks(entry, host, address, port, may):
    asked = guard(address, allow=(entry,))
    if may:
        assert asked.admit(host, port)
    else:
        with pytest.raises(Problems):
            asked.admit(host, port)


@pytest.mark.parametrize("entry", ["", "http://x", "a:b", "x:0", "x:99999", "10.0.0.0/99", "a b", "[::1"])
def test_an_entry_that_means_nothing_is_found_out(entry):
    assert allowance(entry) is None


def test_an_unknown_host_may_be_known_the_next_time():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(Outage) as wrong:
        Guard(resolve=unknown).admit("nowhere.example", 80)
    assert wrong.value.problems[0].code == "host_unknown"
    with pytest.raises(Outage):
        Guard().admit("a..b" + "x" * 70, 80)
