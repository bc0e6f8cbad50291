from ipaddress import ip_network

import pytest

from ldn_site.guards.network import network_of


@pytest.fixture
def asks(rf):
    def ask(remote="203.0.113.5", forwarded=""):
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        return rf.post("/get-ldn/", REMOTE_ADDR=remote, headers=headers)

    return ask


@pytest.mark.parametrize(
    ("remote", "forwarded", "network"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, ", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", "fe80::/64"),
        ("", "198.51.100.1", "None"),
    ],
)
def test_visitor_is_the_nearest_address_that_is_no_proxy_of_ours(
    settings, asks, remote, forwarded, network
):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]

    assert network_of(asks(remote, forwarded)) == network
