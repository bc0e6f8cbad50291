"""Addresses in an import: two pieces may trade theirs, and no piece may take another's."""

from __future__ import annotations

from collections.abc import Iterable

from ldn_site.articles.models import Article, Publication
from ldn_site.contentfiles.shapes import Kind, Piece, Problem
from ldn_site.contentfiles.storing import Rows, as_row

REMEDY = "give the file another name"


def settle(pieces: list[Piece], rows: Rows) -> tuple[list[Piece], list[Problem]]:
    """The pieces whose addresses are free once all of them are in, and what the rest took."""
    problems: list[Problem] = []
    used = dict(
        Publication.objects.filter(path__in=[path for path, _piece in _paths(pieces)])
        .order_by("number")
        .values_list("path", "article_id")
    )
    while True:
        taken = _taken(pieces, rows)
        strays = [
            Problem(piece.file, 0, f'{path} belongs to the article "{owner}"', REMEDY, piece.name)
            for path, piece in _paths(pieces)
            if (owner := taken.get(path) or used.get(path, piece.key)) != piece.key
        ]
        if not strays:
            return pieces, problems
        problems += strays
        names = {problem.piece for problem in strays}
        pieces = [piece for piece in pieces if piece.name not in names]


def park(pieces: list[Piece], rows: Rows) -> None:
    """Free the addresses that articles are about to leave to one another.

    An address that begins with a hyphen is none that an article can have.
    """
    wanted = {path for path, _piece in _paths(pieces)}
    for number, (path, piece) in enumerate(_paths(pieces)):
        row = rows.get(piece.name)
        if isinstance(row, Article) and row.path != path and row.path in wanted:
            Article.objects.filter(pk=row.pk).update(slug=f"-{number}")


def _paths(pieces: Iterable[Piece]) -> list[tuple[str, Piece]]:
    return [(as_row(piece).path, piece) for piece in pieces if piece.kind is Kind.ARTICLE]


def _taken(pieces: Iterable[Piece], rows: Rows) -> dict[str, str]:
    """The addresses of the articles that stay as they are, with their ids."""
    leaving = {piece.name for piece in pieces}
    return {
        row.path: row.pk
        for name, row in rows.items()
        if isinstance(row, Article) and name not in leaving
    }
