"""Where pictures are printed. The texts lie above this room, so it asks what the settings name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Use:
    """A text that names a picture. `url` is where staff find it, and empty for what is public."""

    title: str
    kind: str
    url: str = ""


def find_uses(names: Collection[str]) -> dict[str, list[Use]]:
    """The texts that name each of these pictures, in a number of queries that does not grow."""
    found: dict[str, list[Use]] = _texts().find_uses(names) if names else {}
    return found


def kept_digests(digests: Collection[str]) -> set[str]:
    """Those of `digests` whose files a publication shows, or could show again."""
    kept: set[str] = _texts().kept_digests(digests)
    return kept


def _texts() -> Any:
    return import_module(settings.PICTURE_USES)
