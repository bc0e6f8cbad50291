"""What came of an import, in lines for the person who ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ldn_site.contentfiles.deciding import Outcome
from ldn_site.contentfiles.shapes import Kind, Piece, Problem

SAID = {
    Outcome.CREATE: "new",
    Outcome.UPDATE: "changed",
    Outcome.KEEP: "kept as on the site",
    Outcome.CONFLICT: "in conflict",
    Outcome.VANISHED: "without a file",
    Outcome.UNCHANGED: "unchanged",
}
CONFLICT = (
    "CONFLICT: {}: the file and the site have both changed since they last agreed, and nothing "
    "was done. To decide: `export_content --overwrite` puts the site's text into the file, where "
    "version control shows the difference; then write what it should be and import again."
)
KEPT = (
    "{}: changed or removed on the site, and kept so. `export_content` brings the file up to date."
)
VANISHED = (
    "{}: the file is gone; the site keeps its text. `export_content` brings the file back; "
    "to take a page down, withdraw it on the site."
)
HELD = (
    "{}: the new text is in, and not public: the page was signed, scheduled or withdrawn before, "
    "or holds a shared block as staff have it and nobody published it, so a person publishes it."
)


@dataclass
class Report:
    """What an import did with each piece. Pieces that are bad are in `problems` alone."""

    outcomes: dict[Piece, Outcome] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    held: list[Piece] = field(default_factory=list)

    def pieces(self, *outcomes: Outcome) -> list[Piece]:
        return [piece for piece, outcome in self.outcomes.items() if outcome in outcomes]

    def articles(self) -> dict[Piece, Outcome]:
        """The articles in which file and site now agree."""
        agreed = (Outcome.CREATE, Outcome.UPDATE, Outcome.UNCHANGED)
        return {
            piece: outcome
            for piece, outcome in self.outcomes.items()
            if piece.kind is Kind.ARTICLE and outcome in agreed
        }

    def drop(self, pieces: set[Piece]) -> None:
        for piece in pieces:
            del self.outcomes[piece]

    @property
    def bad_files(self) -> list[str]:
        return sorted({problem.file for problem in self.problems})

    def lines(self, verbosity: int = 1) -> Iterator[str]:
        """From 0 (only what a person must decide) to 2 (each piece that moved)."""
        yield from (CONFLICT.format(piece) for piece in self.pieces(Outcome.CONFLICT))
        if verbosity >= 1:
            yield from (KEPT.format(piece) for piece in self._kept())
            yield from (VANISHED.format(piece) for piece in self.pieces(Outcome.VANISHED))
            yield from (HELD.format(piece) for piece in self.held)
        if verbosity >= 2:
            for outcome in (Outcome.CREATE, Outcome.UPDATE):
                yield from (f"{piece}: {SAID[outcome]}" for piece in self.pieces(outcome))
            yield from (f"published {path}" for path in self.published)
        if verbosity >= 1:
            yield from self._summary()

    def _kept(self) -> list[Piece]:
        """Pieces that have a file. What was made on the site and never exported is no news."""
        return [piece for piece in self.pieces(Outcome.KEEP) if piece.line]

    def _summary(self) -> Iterator[str]:
        for kind in Kind:
            counts = Counter(o for piece, o in self.outcomes.items() if piece.kind is kind)
            if counts:
                said = [f"{counts[o]} {words}" for o, words in SAID.items() if counts[o]]
                yield f"{kind.value.capitalize()}s: {', '.join(said)}."
        yield f"Published: {len(self.published)}."
