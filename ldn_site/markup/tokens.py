"""Walks through HTML that is known to be well formed: what this package made."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Attribute values may hold > in their quotes.
_TOKEN = re.compile(r'<(?:[^<>"]|"[^"]*")*>|[^<]+|<')
_NAME = re.compile(r"</?([a-z0-9]+)")

VOID = {"br", "hr", "img", "path", "circle", "rect"}


def walk(html: str) -> Iterator[tuple[str, str, str]]:
    """(kind, name, text) for each piece; kind is "open", "close", "void" or "text"."""
    for found in _TOKEN.finditer(html):
        piece = found[0]
        name = _NAME.match(piece)
        if not name:
            yield "text", "", piece
        elif piece.startswith("</"):
            yield "close", name[1], piece
        elif name[1] in VOID or piece.endswith("/>"):
            yield "void", name[1], piece
        else:
            yield "open", name[1], piece
