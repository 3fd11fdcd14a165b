"""From where somebody comes."""

import pytest

from storage.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("", ""), ("testclient", "testclient"),
    ],
)  # fmt: skip
def test_the_addresses_of_one_subscriber_count_together(address, network):
    assert network_of(address) == network
