"""An article as the checker reads it: pieces of prose with their places, and their sentences.

Read from the source, since a finding needs its line; shared blocks are expanded, and what
stands in one has the line of its marker. Drawings are left out, but not the words of steps,
nor those that belong to a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from ldn_site.articles.models import Article
from ldn_site.markup import expand, pictures_at

CITATION = re.compile(r"\[@[^\]\n]+\]")
KEYS = re.compile(r"@([\w-]+)")
BOX = re.compile(r" {0,3}(/{3,}) *(?:([\w-]+) *(?:\| *(.*?) *)?)?$")
FENCE = re.compile(r" *(`{3,}|~{3,}) *([\w-]*)")
HEADING = re.compile(r"(#{1,6}) +(.+?) *#*$")
ITEM = re.compile(r" *(?:[-*+]|\d+\.) +(.+)$")
MARKER = re.compile(r" *\{\{ *(block|pharmacy) *: *([\w-]+) *\}\} *$")
FIGURE_WORDS = re.compile(r" *(?:- +)?(?:title|text|what): +(.+)$")
RULE_ROW = re.compile(r"[|: -]+")
# Patterns that look ahead take time that grows with the square of what they read. A longer
# paragraph or sentence is read as several.
LONGEST_PIECE = 4_000
LONGEST_SENTENCE = 1_000
SPOKEN_FENCES = ("steps", "timeline")

LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`")
# A full stop, perhaps quotation marks, perhaps citations, then what can begin a sentence.
STOP = re.compile(r"[.!?][\"”’)*_]*(?:\s*\[@[^\]\n]+\])*(?=\s+[\"“(*\[]*[A-Z0-9]|\s*$)")
NO_STOP = re.compile(r"(?:\b(?:Dr|Mr|Ms|Mrs|St|vs|al|e\.g|i\.e|U\.S|[A-Z])\.)$")


class Kind(Enum):
    TITLE = "title"
    SUMMARY = "summary"
    REASON = "reason for the grade"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row of a table"
    CAPTION = "title of a box, words of a picture"
    FIGURE = "words of a figure"


@dataclass(frozen=True)
class Sentence:
    """One sentence without its marks; `keys` are the sources given for it."""

    text: str
    keys: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Piece:
    """A paragraph, list item, row or heading. `group` is the same for what stands together."""

    kind: Kind
    raw: str
    line: int
    boxes: tuple[str, ...] = ()
    section: str = ""
    heading: str = ""
    block: str = ""
    group: int = 0
    level: int = 0

    @cached_property
    def text(self) -> str:
        return plain(self.raw)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for mark in CITATION.findall(self.raw) for key in KEYS.findall(mark))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Each with the citations that stand in it or after it in the same piece, up to the
        end: our style puts one mark behind all that it covers."""
        parts = list(_parts(self.raw))
        found = []
        for at, (start, part) in enumerate(parts):
            later = [KEYS.findall(mark) for _, p in parts[at:] for mark in CITATION.findall(p)]
            keys = tuple(dict.fromkeys(key for names in later for key in names))
            found.append(Sentence(plain(part), keys, self._line(start)))
        return tuple(sentence for sentence in found if sentence.text)

    def _line(self, start: int) -> int:
        inside = self.raw.count("\n", 0, start)
        return self.line + inside if self.line and not self.block else self.line


def plain(raw: str) -> str:
    """The words alone: no citations, no addresses, no emphasis."""
    text = EMPHASIS.sub("", LINK.sub(r"\1", CITATION.sub("", raw)))
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))


def _parts(raw: str) -> Iterator[tuple[int, str]]:
    """Sentences with their citations, and where each begins."""
    start = 0
    ends = [stop.end() for stop in STOP.finditer(raw)]
    for end in (*ends, len(raw)):
        if end < len(raw) and NO_STOP.search(raw[start:end].rstrip('"”’)*_')):
            continue
        for at in range(start, end, LONGEST_SENTENCE):
            part = raw[at : min(at + LONGEST_SENTENCE, end)]
            if part.strip():
                yield at + len(part) - len(part.lstrip()), part
        start = end


@dataclass
class _Reader:
    """Reads the expanded body line by line."""

    blocks_at: dict[int, str]
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[tuple[int, str]] = field(default_factory=list)
    section: str = ""
    heading: str = ""
    group: int = 0
    is_open: bool = False  # the last piece may go on in the next line

    def add(self, kind: Kind, raw: str, line: int, level: int = 0) -> None:
        names = tuple(name for _, name in self.boxes)
        block = self.blocks_at.get(line, "")
        self.pieces.append(
            Piece(kind, raw, line, names, self.section, self.heading, block, self.group, level)
        )
        self.is_open = kind in (Kind.PARAGRAPH, Kind.ITEM)

    def go_on(self, raw: str) -> None:
        last = self.pieces[-1]
        self.pieces[-1] = Piece(
            last.kind,
            f"{last.raw}\n{raw}",
            last.line,
            last.boxes,
            last.section,
            last.heading,
            last.block,
            last.group,
        )

    def read(self, line: str, number: int) -> None:
        if not line.strip():
            self.is_open = False
        elif box := BOX.match(line):
            self._box(box, number)
        elif heading := HEADING.match(line):
            level, text = len(heading[1]), heading[2]
            self.group += 1
            self.heading = plain(text)
            self.section = self.heading if level <= 2 else self.section
            self.add(Kind.HEADING, text, number, level)
        elif MARKER.match(line) or RULE_ROW.fullmatch(line):
            self.is_open = False
        elif line.lstrip().startswith("|"):
            self._new_group(Kind.ROW)
            self.add(Kind.ROW, line.strip(), number)
        elif item := ITEM.match(line):
            self._new_group(Kind.ITEM)
            self.add(Kind.ITEM, item[1], number)
        elif self.is_open and len(self.pieces[-1].raw) < LONGEST_PIECE:
            self.go_on(line.strip())
        else:
            self.group += 1
            self.add(Kind.PARAGRAPH, line.strip().removeprefix("> "), number)

    def _new_group(self, kind: Kind) -> None:
        if not self.pieces or self.pieces[-1].kind is not kind:
            self.group += 1

    def _box(self, box: re.Match[str], number: int) -> None:
        self.group += 1
        self.is_open = False
        slashes, name, title = len(box[1]), box[2], box[3]
        if name:
            self.boxes.append((slashes, name.lower()))
            if title and name.lower() != "care":
                self.add(Kind.CAPTION, title, number)
        elif self.boxes:
            self.boxes.pop()


def pieces_of(
    article: Article,
    blocks: Mapping[str, str],
    pictures: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Piece, ...]:
    """All the prose of `article`, its title and short answer first."""
    expanded = expand(article.body, blocks)
    source = article.body.split("\n")
    markers = {
        number: found[2]
        for number, line in enumerate(source, start=1)
        if (found := MARKER.match(line)) and found[1] == "block"
    }
    reader = _Reader(markers)
    for kind, text in (
        (Kind.TITLE, article.title),
        (Kind.SUMMARY, article.summary),
        (Kind.REASON, article.evidence_reason),
    ):
        if text:
            reader.add(kind, text, 0)
    shown = {line: name for name, line in pictures_at(expanded.text)}
    fence = name = ""
    lines = zip(expanded.text.split("\n"), expanded.lines, strict=False)
    for at, (text, number) in enumerate(lines, start=1):
        found = FENCE.match(text)
        if fence:
            if found and found[1].startswith(fence) and not found[2]:
                fence = ""
            elif name in SPOKEN_FENCES and (words := FIGURE_WORDS.match(text)):
                reader.add(Kind.FIGURE, words[1].strip("'\""), number)
        elif found:
            fence, name = found[1], found[2]
            reader.group += 1
            reader.is_open = False
            if picture := (pictures or {}).get(shown.get(at, "")):
                for words in filter(None, (picture["caption"], picture["alt"])):
                    reader.add(Kind.CAPTION, words, number)
        else:
            reader.read(text, number)
    return tuple(reader.pieces)
