import pytest
from django.core.exceptions import ImproperlyConfigured

from ldn_site import env

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def mail(monkeypatch):
    def read(url: str) -> env.Mail:
        monkeypatch.setenv("EMAIL_URL", url)
        return env.mail("EMAIL_URL", "console://")

    return read


def test_mail_goes_to_the_console_unless_told_otherwise(mail):
    assert mail("").backend == "django.core.mail.backends.console.EmailBackend"
    assert mail("console://") == env.Mail()


def test_mail_server_is_read_with_its_password(mail):
    found = mail(
        "smtp://desk%40example.org:p%40ss%2Fword@mail.example.org?tls=1&from=a@example.org"
    )

    assert found == env.Mail(
        backend=SMTP,
        host="mail.example.org",
        port=587,
        user="desk@example.org",
        password="p@ss/word",
        use_tls=True,
        sender="a@example.org",
    )
    assert "word" not in repr(found)


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "use_ssl"),
    [
        ("smtp://localhost", 25, False, False),
        ("smtp://localhost:2525", 2525, False, False),
        ("smtp://mail.example.org?tls=1", 587, True, False),
        ("smtp://mail.example.org:26/?tls=0", 26, False, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtp://[::1]:1025", 1025, False, False),
    ],
)
def test_port_and_encryption_follow_the_address(mail, url, port, use_tls, use_ssl):
    found = mail(url)

    assert (found.port, found.use_tls, found.use_ssl) == (port, use_tls, use_ssl)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "smtp://",
        "smtp:mail.example.org",
        "http://user:Secret1@mail.example.org",
        "smtp://user:Secret1@mail.example.org:port",
        "smtp://user:Secret1@mail.example.org:99999",
        "smtp://user:Secret1@mail.example.org?tls=yes",
        "smtp://user:Secret1@mail.example.org?ssl=1",
        "smtp://user:Secret1@mail.example.org?tls",
        "smtp://user:Secret1@mail.example.org/inbox",
        "smtp://user:Secret1#@mail.example.org",
        "smtps://user:Secret1@mail.example.org?tls=1",
        "console://mail.example.org",
        "file://mail.example.org/folder",
        "file:///",
        "file:///folder?from=user:Secret1@example.org",
    ],
)
def test_address_that_makes_no_sense_is_refused_without_its_password(mail, url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL makes no sense") as error:
        mail(url)

    assert "Secret1" not in str(error.value)


def test_mail_can_be_kept_in_a_folder(mail):
    found = mail("file:///var/some%20mail")

    assert found.backend == "django.core.mail.backends.filebased.EmailBackend"
    assert found.folder == "/var/some mail"


def test_proxies_are_addresses_or_networks(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1")

    found = env.networks("TRUSTED_PROXIES")

    assert [str(network) for network in found] == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize("value", ["*", "proxy", "10.0.0.0/99", "127.0.0.1 10.0.0.1"])
def test_proxy_that_is_neither_is_refused(monkeypatch, value):
    monkeypatch.setenv("TRUSTED_PROXIES", value)

    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES: .*Write addresses"):
        env.networks("TRUSTED_PROXIES")
