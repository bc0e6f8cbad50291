import pytest

from ldn_site.guards.origin import is_from_our_pages


@pytest.fixture
def asked(rf, settings):
    settings.SITE_URL = "https://ldn.example.org"
    settings.ALLOWED_HOSTS = ["ldn.example.org", "testserver"]

    def ask(**headers):
        return is_from_our_pages(rf.post("/get-ldn/", headers=headers))

    return ask


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "https://ldn.example.org"},
        {"Origin": "https://ldn.example.org:443"},
        {"Origin": "http://testserver"},
        {"Referer": "https://ldn.example.org/get-ldn/"},
    ],
)
def test_our_own_pages_may_post(asked, headers):
    assert asked(**headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://ldn.example.org"},
        {"Sec-Fetch-Site": "SAME-ORIGIN, cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://ldn.example.org.evil.example"},
        {"Origin": "https://evil.example", "Referer": "https://ldn.example.org/"},
        {"Origin": "http://ldn.example.org"},
        {"Origin": "https://ldn.example.org:8443"},
        {"Origin": "null"},
        {"Origin": "https://[bad"},
        {"Origin": "https://ldn.example.org:port"},
        {"Referer": "https://evil.example/?https://ldn.example.org/"},
        {"Referer": "/get-ldn/"},
    ],
)
def test_other_sites_may_not(asked, headers):
    assert not asked(**headers)
