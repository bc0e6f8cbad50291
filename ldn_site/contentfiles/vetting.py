"""Whether pieces may go in: their fields by the models, their text by the checker.

Asks no database, so that files can be checked on a machine that has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from ldn_site.articles.checking import check
from ldn_site.articles.exceptions import load_exceptions
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article
from ldn_site.contentfiles.places import article_place, kind_of
from ldn_site.contentfiles.shapes import Content, Kind, Piece, Problem
from ldn_site.contentfiles.storing import ATTRIBUTES, Rows, as_row
from ldn_site.evidence.arms import clean_arms
from ldn_site.evidence.citing import printed
from ldn_site.evidence.identifiers import wrong_forms
from ldn_site.markup import Finding, Severity, Term, expand
from ldn_site.media import alttext, printing

NOT_IN_FILES = ("uploaded_by",)
REMEDIES = {"max_length": "make it shorter", "invalid": "write it in the form named"}


@dataclass(frozen=True)
class Shelf:
    """Every row that a piece may rest on, and the addresses that a link may lead to."""

    rows: Rows
    paths: frozenset[str] = frozenset()

    def with_pieces(self, pieces: Iterable[Piece]) -> Shelf:
        added = {piece.name: as_row(piece) for piece in pieces}
        return Shelf({**self.rows, **added}, self.paths)

    def of(self, kind: Kind) -> Mapping[str, Any]:
        return {key: row for (of_kind, key), row in self.rows.items() if of_kind is kind}

    @cached_property
    def library(self) -> Library:
        return Library(
            references={key: printed(row) for key, row in self.of(Kind.REFERENCE).items()},
            blocks={key: row.body for key, row in self.of(Kind.BLOCK).items()},
            pictures={key: printing.printed(row) for key, row in self.of(Kind.PICTURE).items()},
            terms=tuple(
                Term(key, row.term, tuple(row.variants), row.definition)
                for key, row in self.of(Kind.TERM).items()
            ),
            paths=self.paths | {row.path for row in self.of(Kind.ARTICLE).values()},
            exceptions=load_exceptions(settings.CONTENT_DIR),
            studies=tuple(self.of(Kind.REFERENCE).values()),
        )


def addresses_in(content: Content) -> frozenset[str]:
    """The addresses of all article files, good or bad: a link to a page whose file has a fault
    is not the fault of the page that links."""
    return frozenset(
        Article(**article_place(file)).path
        for file in content.sources
        if kind_of(file) is Kind.ARTICLE
    )


def choose(wanted: Iterable[Piece], shelf: Shelf) -> tuple[list[Piece], list[Problem]]:
    """The pieces without blockers, and the problems of all. A piece that rests on a bad one is
    bad too, unless `shelf` holds an older one."""
    good, problems = list(wanted), []
    for kind in Kind:
        around = shelf.with_pieces(good)
        for piece in [piece for piece in good if piece.kind is kind]:
            found = list(vet(piece, around))
            problems += found
            if any(not problem.is_warning for problem in found):
                good.remove(piece)
    return good, problems


def vet(piece: Piece, shelf: Shelf) -> Iterator[Problem]:
    """What is wrong with `piece` among what `shelf` holds."""
    row = as_row(piece)
    yield from _fields(piece, row)
    if piece.kind is Kind.ARTICLE:
        yield from _findings(piece, check(row, shelf.library))
        yield from _translation(piece, shelf)
    elif piece.kind is Kind.BLOCK:
        alone = Article(id=f"blocks/{piece.key}", body=row.body)
        yield from _findings(piece, check(alone, shelf.library))
        marker = f"{{{{ block: {piece.key} }}}}"
        yield from _findings(piece, expand(marker, shelf.library.blocks).findings)
    elif piece.kind is Kind.PICTURE:
        for message, remedy in alttext.faults(row.alt, is_decorative=row.is_decorative):
            yield _problem(piece, "alt", message, remedy)
    elif piece.kind is Kind.CLAIM:
        for key in piece.values["references"]:
            if key not in shelf.library.references:
                message = f'there is no reference "{key}"'
                yield _problem(piece, "references", message, "cite one that references.yaml holds")
    elif piece.kind is Kind.REFERENCE:
        others = shelf.of(Kind.REFERENCE).keys() - {piece.key}
        if piece.values["part_of"] and piece.values["part_of"] not in others:
            message = f'there is no other reference "{piece.values["part_of"]}"'
            yield _problem(piece, "part_of", message, "name one that references.yaml holds")


def _fields(piece: Piece, row: Any) -> Iterator[Problem]:
    errors: dict[str, list[ValidationError]] = {}
    try:
        row.clean_fields(exclude={*ATTRIBUTES, *NOT_IN_FILES})
    except ValidationError as error:
        errors = error.error_dict
    if piece.kind is Kind.REFERENCE:
        errors |= {
            name: [ValidationError(words, code="invalid")]
            for name, words in wrong_forms(piece.values).items()
        }
    try:
        clean_arms(piece.values.get("arms", []))
    except ValidationError as error:
        errors["arms"] = error.error_list
    for name, found in errors.items():
        for fault in found:
            remedy = REMEDIES.get(fault.code or "", "correct it")
            if fault.code == "invalid_choice":
                choices = row._meta.get_field(name).flatchoices
                remedy = f"use {', '.join(str(value) for value, _label in choices)}"
            for message in fault.messages:
                yield _problem(piece, name, f'"{name}": {message}', remedy)


def _translation(piece: Piece, shelf: Shelf) -> Iterator[Problem]:
    if not (key := piece.values["translates"]):
        return
    original = shelf.rows.get((Kind.ARTICLE, key))
    if not isinstance(original, Article):
        remedy = "give the id of the article that this one translates"
        yield _problem(piece, "translates", f'there is no article "{key}"', remedy)
    elif original.language == piece.values["language"]:
        message = f'"{key}" is in the same language'
        yield _problem(piece, "translates", message, "take the line out")


def _findings(piece: Piece, findings: Iterable[Finding]) -> Iterator[Problem]:
    for finding in findings:
        if finding.severity is Severity.HINT:
            continue
        yield Problem(
            piece.file,
            piece.lines.get("body", 1) + finding.line - 1 if finding.line else 0,
            finding.message,
            finding.remedy,
            piece.name,
            is_warning=finding.severity is Severity.WARNING,
        )


def _problem(piece: Piece, name: str, message: str, remedy: str) -> Problem:
    return Problem(piece.file, piece.lines.get(name, piece.line), message, remedy, piece.name)
