"""The one way in for working texts: admin and importer both come through here."""

from typing import Any, TypeVar

from django.db import models, transaction

from ldn_site.accounts.models import User
from ldn_site.articles.models import Article, GlossaryTerm, Notice, SharedBlock
from ldn_site.markup import compose
from ldn_site.trail.recording import record

Piece = TypeVar("Piece", SharedBlock, GlossaryTerm)


class Stale(Exception):
    """Somebody else saved the article in the meantime; `current` is what they saved."""

    def __init__(self, current: Article) -> None:
        super().__init__(f"{current.pk} is at version {current.version}.")
        self.current = current


@transaction.atomic
def save_article(
    article: Article, *, by: User | None, note: str = "", expected_version: int | None = None
) -> Article:
    """Check and store the working text. Nothing becomes public by it.

    Raises ValidationError by field, and Stale when `expected_version` is given and the stored
    one differs. A save that changes nothing leaves no history entry.
    """
    stored = Article.objects.select_for_update().filter(pk=article.pk).first()
    if stored and expected_version not in (None, stored.version):
        raise Stale(stored)
    _tidy(article)
    article.version = stored.version if stored else 0
    article._state.adding = stored is None
    article.full_clean()
    if stored and _values(stored) == _values(article):
        return stored
    article.version += 1
    _save(article, by=by, note=note, is_new=stored is None)
    return article


@transaction.atomic
def save_block(block: SharedBlock, *, by: User | None, note: str = "") -> SharedBlock:
    """Check and store `block`; pages that hold it are then live with changes."""
    return _save_piece(block, by=by, note=note)


@transaction.atomic
def save_term(term: GlossaryTerm, *, by: User | None, note: str = "") -> GlossaryTerm:
    """Check and store `term`; its links on every page follow at once."""
    return _save_piece(term, by=by, note=note)


@transaction.atomic
def save_notice(notice: Notice, *, by: User | None) -> Notice:
    """Put an urgent word above a page, change it or hide it. Readers see it at once."""
    verb = "put up a notice" if notice._state.adding else "changed a notice"
    notice.full_clean()
    notice.save()
    record(verb if notice.is_shown else "hid a notice", notice.article, by=by, detail=notice.text)
    return notice


def _save_piece(piece: Piece, *, by: User | None, note: str) -> Piece:
    stored = type(piece).objects.select_for_update().filter(pk=piece.pk).first()
    _tidy(piece)
    piece._state.adding = stored is None
    piece.full_clean()
    if stored is None or _values(stored) != _values(piece):
        _save(piece, by=by, note=note, is_new=stored is None)
    return piece


def _save(row: models.Model, *, by: User | None, note: str, is_new: bool) -> None:
    row._history_user = by  # type: ignore[attr-defined]
    row._change_reason = note[:100]  # type: ignore[attr-defined]
    row.save(force_insert=is_new)
    record("added" if is_new else "changed", row, by=by, detail=note)


def _tidy(row: models.Model) -> None:
    """One spelling for one text: NFC, and LF at the end of each line."""
    for field in row._meta.concrete_fields:
        if isinstance(field, (models.CharField, models.TextField)):
            value = getattr(row, field.attname)
            if isinstance(value, str):
                value = value.replace("\r\n", "\n").replace("\r", "\n")
                setattr(row, field.attname, compose(value))


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
