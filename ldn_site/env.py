"""The environment, read strictly: a value that makes no sense stops the start and says why.

Values come from the process environment first, then from ``secret.env`` in the data folder,
which ``make run`` creates once with the keys that the environment does not give.
"""

import os
from collections.abc import Sequence
from pathlib import Path

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
            f"{name} is not set. Set it in the environment, or run `make run` once: "
            "it writes the keys that are missing to var/secret.env."
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
