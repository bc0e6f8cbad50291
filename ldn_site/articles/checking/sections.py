"""How hard each part of a page is to read, for the person who is writing it.

The checker judges passages of a hundred words and joins what is shorter. A writer thinks in
sections, so here each goes from heading to heading, and the sentences to begin with are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ldn_site.articles.checking.grades import (
    FEWEST_WORDS,
    MOST,
    MOST_AT_ONCE,
    PASSAGE_WORDS,
    READ,
    WARNING_BOXES,
    Measure,
    measure,
    names_of,
    said,
)
from ldn_site.articles.checking.page import Page
from ldn_site.articles.checking.pieces import Kind, Piece

MOST_HARD = 10  # sentences named on one page
HARD = 9.0  # in a part that is easy enough as a whole; in another, all above its own grade
HARD_WORDS = 12  # one long name makes a short sentence hard, and cannot be helped


@dataclass(frozen=True)
class HardSentence:
    """A sentence that makes its section harder. `line` counts in the body; 0 is above it."""

    text: str
    line: int
    grade: float


@dataclass(frozen=True)
class Section:
    """A part of a page with its Flesch-Kincaid grade, and the `most` that this may be.

    `line` is where it begins in the body; 0 is the short answer. The key facts and the warnings
    are parts of their own (`is_box`) and stand in their sections too. A section with fewer words
    than its grade needs is not judged.
    """

    name: str
    line: int
    words: int
    grade: float
    most: float
    is_judged: bool
    is_box: bool
    hard: tuple[HardSentence, ...]


@dataclass(frozen=True)
class Reading:
    """The parts of a page in order, its words, and its SMOG grade where they are enough."""

    sections: tuple[Section, ...]
    words: int
    smog: float | None


@dataclass(frozen=True)
class _Part:
    name: str
    pieces: Sequence[Piece]
    most: float = MOST
    fewest: int = PASSAGE_WORDS
    is_box: bool = False

    def measured(self, names: tuple[str, ...]) -> Measure:
        return measure(said(self.pieces), names)


def reading_of(page: Page) -> Reading:
    """How hard each part of `page` is. Pages in other languages than English have no parts
    here, since the measures know only English."""
    names = names_of(page)
    whole = measure(said(page.of(*READ)), names)
    if not page.is_english:
        return Reading((), whole.words, None)
    parts = [part for part in (*_short_ones(page), *_by_headings(page)) if part.pieces]
    hard = _hardest(parts, names)
    return Reading(
        sections=tuple(_measured(part, names, hard) for part in parts),
        words=whole.words,
        smog=whole.smog if whole.words >= PASSAGE_WORDS else None,
    )


def _short_ones(page: Page) -> Iterator[_Part]:
    """What is read first or must not be missed, and so is held to an easier grade."""
    facts = [piece for piece in page.of(*READ) if "facts" in piece.boxes]
    warnings = [piece for piece in page.of(*READ) if WARNING_BOXES.intersection(piece.boxes)]
    for name, pieces, is_box in (
        (_("The short answer"), list(page.of(Kind.SUMMARY)), False),
        (_("The key facts"), facts, True),
        (_("The warnings"), warnings, True),
    ):
        yield _Part(name, pieces, MOST_AT_ONCE, FEWEST_WORDS, is_box)


def _by_headings(page: Page) -> Iterator[_Part]:
    name, pieces = _("The beginning"), list[Piece]()
    for piece in page.of(*READ):
        if piece.kind is Kind.HEADING:
            yield _Part(name, pieces)
            name, pieces = piece.text, []
        pieces.append(piece)
    yield _Part(name, pieces)


def _hardest(parts: Sequence[_Part], names: tuple[str, ...]) -> dict[HardSentence, _Part]:
    """The sentences that weigh most on the grades, each with the first part that holds it. What
    stands in a shared block cannot be mended here."""
    found: dict[HardSentence, _Part] = {}
    weight: dict[HardSentence, float] = {}
    for part in parts:
        whole = part.measured(names)
        is_over = whole.words >= part.fewest and whole.flesch_kincaid > part.most
        limit = part.most if is_over else HARD
        for sentence in (s for piece in part.pieces if not piece.block for s in piece.sentences):
            alone = measure([sentence.text], names)
            if alone.flesch_kincaid > limit and alone.words >= HARD_WORDS:
                hard = HardSentence(sentence.text, sentence.line, alone.flesch_kincaid)
                found.setdefault(hard, part)
                weight.setdefault(hard, (alone.flesch_kincaid - part.most) * alone.words)
    worst = sorted(found, key=lambda hard: -weight[hard])[:MOST_HARD]
    return {hard: found[hard] for hard in worst}


def _measured(part: _Part, names: tuple[str, ...], hard: dict[HardSentence, _Part]) -> Section:
    found = part.measured(names)
    own = [sentence for sentence, holder in hard.items() if holder is part]
    return Section(
        name=part.name,
        line=part.pieces[0].line,
        words=found.words,
        grade=found.flesch_kincaid,
        most=part.most,
        is_judged=found.words >= part.fewest,
        is_box=part.is_box,
        hard=tuple(sorted(own, key=lambda sentence: sentence.line)),
    )
