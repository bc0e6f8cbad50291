"""The one text that a piece of content has as a file, and the digest of it.

UTF-8, NFC, line feeds, one final newline, keys in fixed order, no comments, nothing written
for empty values. Import and export compare these digests, so two files that say the same are
the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ldn_site.contentfiles.fields import FIELDS, INLINE
from ldn_site.contentfiles.shapes import LISTS, Kind, Piece
from ldn_site.contentfiles.yamlwriting import entry, item_of


def text_of(piece: Piece) -> str:
    """The canonical text of `piece`: a whole file, or its entry in a list."""
    if piece.kind is Kind.BLOCK:
        return f"{piece.values['body']}\n"
    written = {
        field.name: value
        for field in FIELDS[piece.kind]
        if (value := piece.key if field.name == "id" else piece.values[field.name]) != field.absent
        or field.is_always_written
    }
    if piece.kind is Kind.ARTICLE:
        front = "\n".join(entry(written, INLINE))
        return f"---\n{front}\n---\n\n{piece.values['body']}\n"
    return "".join(f"{line}\n" for line in item_of(written, INLINE))


def shown_text(piece: Piece) -> str:
    """`text_of` for people, with the file of a picture, which stands in no list."""
    if piece.kind is not Kind.PICTURE:
        return text_of(piece)
    values = piece.values
    size = f"{values['width']} × {values['height']} pixels"
    return f"{text_of(piece)}  file: {values['digest'][:12]}, {size}\n"


def file_text(pieces: Iterable[Piece]) -> str:
    """The canonical text of the file that holds exactly `pieces`."""
    return "".join(text_of(piece) for piece in sorted(pieces, key=_place))


def _place(piece: Piece) -> tuple[int, str]:
    return piece.values["order"] if piece.kind is Kind.CLAIM else 0, piece.key


def file_digest(piece: Piece) -> str:
    """SHA-256 of what the file of `piece` says of it, as 64 hex digits."""
    place = "" if piece.kind in LISTS else piece.file
    parts = [piece.kind.value, place, text_of(piece)]
    if piece.kind is Kind.PICTURE:
        parts.append(piece.values["digest"])  # of its own file
    said = "\0".join(parts)
    return hashlib.sha256(said.encode()).hexdigest()
