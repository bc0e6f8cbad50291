"""What every rule is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ldn_site.articles.checking.pieces import Kind, Piece, Sentence, pieces_of
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Topic
from ldn_site.markup import Finding, Rendered, Severity

BLOCKER, WARNING, HINT = Severity.BLOCKER, Severity.WARNING, Severity.HINT

# The pages about the medicine as a whole, and those that say how it is taken.
MEDICINE_PAGES = frozenset({"what-is-ldn", "is-ldn-safe"})
DOSING_PAGES = frozenset({"how-ldn-is-taken", "forms-and-fillers", "stopping-and-missed-doses"})
# Where patients ask what it costs and how it comes to them.
SELLING_PAGES = frozenset({"cost-and-getting-it", "common-questions"})

PROSE = (Kind.PARAGRAPH, Kind.ITEM)
RUNNING = (*PROSE, Kind.SUMMARY, Kind.ROW, Kind.CAPTION, Kind.FIGURE)
ALL = tuple(Kind)


@dataclass(frozen=True)
class Fault:
    """A finding, the exact words that it is about, and the shared block that they stand in."""

    finding: Finding
    words: str
    block: str = ""


def fault(
    code: str,
    severity: Severity,
    message: str,
    remedy: str,
    *,
    line: int = 0,
    words: str = "",
    block: str = "",
) -> Fault:
    return Fault(Finding(code, severity, line, message, remedy), words or message, block)


@dataclass(frozen=True)
class Page:
    """An article with its pieces, its HTML, and all that it may call on."""

    article: Article
    library: Library
    rendered: Rendered

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces_of(self.article, self.library.blocks, self.library.pictures)

    def of(self, *kinds: Kind) -> Iterator[Piece]:
        return (piece for piece in self.pieces if piece.kind in kinds)

    def sentences(self, *kinds: Kind) -> Iterator[tuple[Piece, Sentence]]:
        for piece in self.of(*kinds):
            for sentence in piece.sentences:
                yield piece, sentence

    @property
    def name(self) -> str:
        """As exceptions name it."""
        return self.article.pk

    @property
    def is_english(self) -> bool:
        """The rules about words know only English ones."""
        return self.article.language == "en"

    @property
    def is_condition(self) -> bool:
        return self.article.topic == Topic.CONDITIONS

    @property
    def is_medicine(self) -> bool:
        return self.article.pk in MEDICINE_PAGES

    @property
    def is_medical(self) -> bool:
        """Everything but the pages about ourselves; a shared block alone counts as medical."""
        return self.article.topic != Topic.ABOUT
