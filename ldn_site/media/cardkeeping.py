"""Cards as files: drawn when first asked for, and kept."""

from __future__ import annotations

import threading
from collections.abc import Container
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from ldn_site.media.cards import Card, draw

WAIT_SECONDS = 5
_one_at_a_time = threading.Lock()


class Busy(Exception):
    """Other cards are being drawn, and readers' pages come first."""


def file_of(card: Card) -> bytes:
    """The PNG of the card. Raises Busy."""
    found = _kept(card)
    if found is not None:
        return found
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        # Another request may have drawn it while this one waited.
        return _kept(card) or _drawn(card)
    finally:
        _one_at_a_time.release()


def remove_all_but(digests: Container[str]) -> int:
    """Remove every card that is not of these digests; returns how many."""
    shelf = storages["cards"]
    try:
        _folders, files = shelf.listdir("")
    except FileNotFoundError:
        return 0
    old = [file for file in files if file.removesuffix(".png") not in digests]
    for file in old:
        shelf.delete(file)
    return len(old)


def _kept(card: Card) -> bytes | None:
    try:
        with storages["cards"].open(_name(card)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _drawn(card: Card) -> bytes:
    data = draw(card)
    with suppress(OSError):  # a full disk is no reason to show no card
        storages["cards"].save(_name(card), ContentFile(data))
    return data


def _name(card: Card) -> str:
    return f"{card.digest}.png"
