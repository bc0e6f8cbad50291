"""Rows of the database as pieces, and pieces as rows, through the one writer of each."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ldn_site.accounts.models import User
from ldn_site.articles.models import Article, GlossaryTerm, SharedBlock
from ldn_site.articles.writing import save_article, save_block, save_term
from ldn_site.contentfiles.fields import FIELDS
from ldn_site.contentfiles.places import file_of
from ldn_site.contentfiles.shapes import Kind, Piece
from ldn_site.contentfiles.values import tidy
from ldn_site.evidence.models import Claim, Reference
from ldn_site.evidence.writing import save_claim, save_reference
from ldn_site.media.decoding import Master
from ldn_site.media.keeping import CannotKeep
from ldn_site.media.models import Picture
from ldn_site.media.writing import save_picture

UPDATED = "Updated from the content files."

MODELS: dict[Kind, type[models.Model]] = {
    Kind.ARTICLE: Article,
    Kind.BLOCK: SharedBlock,
    Kind.TERM: GlossaryTerm,
    Kind.REFERENCE: Reference,
    Kind.PICTURE: Picture,
    Kind.CLAIM: Claim,
}
OUTSIDE_FIELDS = {
    Kind.ARTICLE: ("language", "topic", "slug", "body"),
    Kind.BLOCK: ("body",),
    Kind.PICTURE: ("digest", "width", "height"),
}
ATTRIBUTES = {"translates": "translates_id"}

Rows = Mapping[tuple[Kind, str], models.Model]


def load() -> dict[tuple[Kind, str], models.Model]:
    """Every row that files can hold, locked where the database can, until the transaction ends."""
    return {
        (kind, row.pk): row
        for kind, model in MODELS.items()
        for row in model._default_manager.select_for_update()
    }


def as_piece(kind: Kind, row: models.Model) -> Piece:
    """What `row` would say as a file."""
    values = {name: getattr(row, name) for name in OUTSIDE_FIELDS.get(kind, ())}
    for field in FIELDS[kind]:
        if field.name != "id":
            value = getattr(row, ATTRIBUTES.get(field.name, field.name))
            values[field.name] = field.absent if value is None else field.type.tidy(value)
    if "body" in values:
        values["body"] = tidy(values["body"]).strip("\n")
    return Piece(kind, row.pk, values, file_of(kind, row.pk, values))


def as_row(piece: Piece) -> Any:
    """`piece` as an unsaved row."""
    return fill(MODELS[piece.kind](pk=piece.key), piece)


def fill(row: models.Model, piece: Piece) -> models.Model:
    """Set everything that files say of `row`, and nothing else."""
    for name, value in piece.values.items():
        if name in ATTRIBUTES:
            value = value or None
        setattr(row, ATTRIBUTES.get(name, name), value)
    return row


def save(piece: Piece, stored: models.Model | None, *, by: User | None = None) -> None:
    """Write `piece` over `stored`, which itself stays as it was, or as a new row.

    Raises ValidationError by field, and Stale.
    """
    row: Any = fill(copy(stored), piece) if stored else as_row(piece)
    note = UPDATED if stored else ""
    if isinstance(row, Article):
        save_article(row, by=by, note=note, expected_version=row.version if stored else None)
    elif isinstance(row, SharedBlock):
        save_block(row, by=by, note=note)
    elif isinstance(row, GlossaryTerm):
        save_term(row, by=by, note=note)
    elif isinstance(row, Reference):
        save_reference(row, by=by, note=note)
    elif isinstance(row, Picture):
        _save_picture(row, piece, by=by, note=note)
    else:
        save_claim(row, by=by)


def _save_picture(row: Picture, piece: Piece, *, by: User | None, note: str) -> None:
    master = Master(piece.data, piece.values["width"], piece.values["height"])
    try:
        save_picture(row, by=by, master=master, note=note)
    except CannotKeep as error:
        raise ValidationError(str(error)) from error
