"""What the files under ``content/`` are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(str, Enum):
    """What a piece of content is. Each may rest on those above it."""

    REFERENCE = "reference"
    PICTURE = "picture"
    BLOCK = "block"
    TERM = "term"
    CLAIM = "claim"
    ARTICLE = "article"


LISTS = {
    Kind.REFERENCE: "references.yaml",
    Kind.PICTURE: "images.yaml",
    Kind.TERM: "glossary.yaml",
    Kind.CLAIM: "claims.yaml",
}
SYNONYMS = "synonyms.yaml"


@dataclass(frozen=True, eq=False)
class Piece:
    """One article, block or entry: what an import takes or leaves as a whole.

    `key` is its permanent name. `file` is relative to the content folder; `lines` tells where in
    it each field stands, and is empty for a piece that came from the database. `data` holds the
    bytes of a picture that came from a file.
    """

    kind: Kind
    key: str
    values: Mapping[str, Any]
    file: str
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False)

    @property
    def name(self) -> tuple[Kind, str]:
        return self.kind, self.key

    def __str__(self) -> str:
        """`content/en/safety/is-ldn-safe.md`, or `content/glossary.yaml, placebo`."""
        entry = f", {self.key}" if self.kind in LISTS else ""
        return f"content/{self.file}{entry}"


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file, and what to do about it. `line` 0 is the file as a whole.

    `piece` names the piece that it is about, where that much could be read. A warning makes no
    piece bad.
    """

    file: str
    line: int
    message: str
    remedy: str
    piece: tuple[Kind, str] | None = None
    is_warning: bool = False

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"content/{self.file}{line}: {self.message} ({self.remedy})"


@dataclass(frozen=True)
class Content:
    """All that was read from a content folder. `sources` holds the bytes of each file."""

    pieces: tuple[Piece, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def unread(self) -> set[str]:
        """The files that hold, or should hold, something that could not be read."""
        lists = {LISTS[p.piece[0]] for p in self.problems if p.piece and p.piece[0] in LISTS}
        return lists | {problem.file for problem in self.problems}

    def may_hold(self, piece: Piece) -> bool:
        """Whether `piece` could be in a file, or a part of one, that could not be read."""
        return any(
            problem.piece == piece.name or (problem.file == piece.file and not problem.piece)
            for problem in self.problems
        )
