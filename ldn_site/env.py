"""The environment, read strictly: a value that makes no sense stops the start and says why.

Values come from the process environment first, then from ``secret.env`` in the data folder,
which ``make run`` creates once with the keys that the environment does not give.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_file: dict[str, str] = {}


def read_file(path: Path) -> None:
    """Take ``NAME=value`` lines from `path` for names the environment leaves out."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise ImproperlyConfigured(f"{path}, line {number}: expected NAME=value.")
        _file[name.strip()] = value.strip()


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without one, `default`; without that, the start is refused."""
    value = os.environ.get(name, _file.get(name, ""))
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment. The first `make run` writes keys "
            "of its own to var/secret.env; once that file is there, nothing is added to it."
        )
    return default


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "True" if default else "False")
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write True or False.")
    return value == "True"


def words(name: str, default: Sequence[str] | None = None) -> list[str]:
    """A comma-separated list."""
    value = text(name, None if default is None else ",".join(default))
    return [word.strip() for word in value.split(",") if word.strip()]


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """A comma-separated list of addresses or networks, such as 127.0.0.1, 10.0.0.0/8."""
    try:
        return [ip_network(word, strict=False) for word in words(name, [])]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}. Write addresses or networks, such as 127.0.0.1, 10.0.0.0/8."
        ) from None


@dataclass(frozen=True)
class Mail:
    """Where mail goes, as Django's e-mail settings want it."""

    backend: str = "django.core.mail.backends.console.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    use_tls: bool = False
    use_ssl: bool = False
    sender: str = ""
    folder: str = ""


def mail(name: str, default: str) -> Mail:
    """smtp://user:password@host:587?tls=1&from=desk@example.org, smtps://…, console:// or
    file:///a/folder, which keeps each mail as a file."""
    # The value holds a password, so no error repeats it.
    wrong = ImproperlyConfigured(
        f"{name} makes no sense. Write console://, file:///a/folder, or an address such as "
        "smtp://user:password@mail.example.org:587?tls=1&from=desk@example.org, with any "
        "special character in the password percent-encoded."
    )
    try:
        url = urlsplit(text(name, default))
        options = dict(parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
        port = url.port
    except ValueError:
        raise wrong from None
    if url.scheme == "console" and not (url.netloc or url.path.strip("/") or options):
        return Mail()
    if url.scheme == "file" and url.path.strip("/") and not (url.netloc or options):
        return Mail("django.core.mail.backends.filebased.EmailBackend", folder=unquote(url.path))
    is_ssl, tls = url.scheme == "smtps", options.pop("tls", "0")
    sender = options.pop("from", "")
    if (
        url.scheme not in {"smtp", "smtps"}
        or not url.hostname
        or url.path.strip("/")
        or url.fragment
        or options
        or tls not in {"0", "1"}
        or (is_ssl and tls == "1")
    ):
        raise wrong
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=url.hostname,
        port=port or (465 if is_ssl else 587 if tls == "1" else 25),
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_tls=tls == "1",
        use_ssl=is_ssl,
        sender=sender,
    )
