"""What can be told of the content as a whole: its pages in a table, and their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ldn_site.articles.checking import check
from ldn_site.articles.checking.grades import READ, measure, names_of, passages, said
from ldn_site.articles.checking.numbers import Number, Standing, numbers
from ldn_site.articles.checking.page import Page
from ldn_site.articles.derived import load_derived
from ldn_site.articles.exceptions import load_exceptions
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.shapes import Kind, Piece
from ldn_site.contentfiles.storing import as_row
from ldn_site.contentfiles.vetting import Shelf, addresses_in
from ldn_site.markup import Severity, render


class LooseNumbers(Exception):
    """Numbers that rest on nothing."""


ROW = "{:<46} {:>6} {:>9} {:>6} {:>8} {:>8} {:>8} {:>6}"
HEAD = ("page", "words", "hardest", "SMOG", "sources", "blockers", "warnings", "hints")


def pages_in(folder: Path) -> Iterator[tuple[Piece, Page]]:
    """Every article that could be read, as the checker sees it."""
    content = read_content(folder)
    library = Shelf({}, addresses_in(content)).with_pieces(content.pieces).library
    for piece in content.pieces:
        if piece.kind is Kind.ARTICLE:
            article = as_row(piece)
            yield piece, Page(article, library, render(article.body, library.resources))


def table(folder: Path) -> Iterator[str]:
    """One line a page. "hardest" is the Flesch-Kincaid grade of its hardest passage."""
    yield ROW.format(*HEAD)
    for _piece, page in pages_in(folder):
        names = names_of(page)
        whole = measure(said(page.of(*READ)), names)
        hardest = max(
            (measure(said(passage), names).flesch_kincaid for passage in passages(page)), default=0
        )
        found = Counter(f.severity for f in check(page.article, page.library, page.rendered))
        counts = [found[severity] for severity in Severity]
        sources = len(page.rendered.citations)
        yield ROW.format(page.name, whole.words, hardest, whole.smog, sources, *counts)


def exceptions(folder: Path) -> Iterator[str]:
    for row in load_exceptions(folder):
        yield f"{row.page}: {row.code}, signed by {row.by}\n  “{row.text}”\n  {row.reason}"


def number_lines(folder: Path) -> Iterator[str]:
    """Every number that is not in the source cited for it, then how many there are of each.

    Raises LooseNumbers at the end if any is in no source and has no formula.
    """
    derived = load_derived(folder)
    counts: Counter[Standing] = Counter()
    for piece, page in pages_in(folder):
        for number in numbers(page, derived):
            counts[number.standing] += 1
            if number.standing is not Standing.FOUND:
                yield _line(piece, number)
    yield f"{sum(counts.values())} numbers"
    for standing in Standing:
        yield f"{counts[standing]:>6} {standing.value}"
    if counts[Standing.LOOSE]:
        raise LooseNumbers(counts[Standing.LOOSE])


def _line(piece: Piece, number: Number) -> str:
    line = piece.lines.get("body", 1) + number.line - 1 if number.line else piece.lines["summary"]
    how = f" = {number.formula}" if number.formula else ""
    where = f"content/{piece.file}, line {line}"
    return f"{where}: {number.value:g}{how}, {number.standing.value}: {number.sentence}"
