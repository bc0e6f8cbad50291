"""What differs between two texts, for people: by lines, and by words inside changed lines.

The work is bounded. difflib takes time with the product of both lengths, so where a text is
huge the marks become coarser; nothing is ever left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

CONTEXT = 3  # lines of unchanged text shown beside a change
FOLD_FROM = 4  # fewer unchanged lines than this are not worth folding away
MOST_LINES = 4_000_000  # product of both lengths, beyond which lines are not matched
MOST_WORDS = 1_000_000  # the same for words, all changed passages together
ALIKE = 0.3  # passages less alike than this are easier to read one after the other

LINE = re.compile(r"[^\n]*\n(?:[ \t]*\n)*|[^\n]+\Z")
WORD = re.compile(r"\s+|\w+|[^\w\s]")

SAME, FOLDED, CHANGED, ADDED, REMOVED = "same", "folded", "changed", "added", "removed"


class Segment(NamedTuple):
    text: str
    is_changed: bool


@dataclass(frozen=True)
class Hunk:
    """A passage. `kind` is same, folded (same, and far from any change), changed, added or
    removed. Joined, the segments give the passage of either text."""

    kind: str
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]

    @property
    def old_shown(self) -> tuple[Segment, ...]:
        return without_end(self.old)

    @property
    def new_shown(self) -> tuple[Segment, ...]:
        return without_end(self.new)

    @property
    def lines(self) -> int:
        text = "".join(segment.text for segment in self.new or self.old)
        return sum(1 for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class Comparison:
    hunks: tuple[Hunk, ...]

    @cached_property
    def differs(self) -> bool:
        return any(hunk.kind in {CHANGED, ADDED, REMOVED} for hunk in self.hunks)


def compare(old: str, new: str, *, context: int | None = CONTEXT) -> Comparison:
    """`context` lines of unchanged text stand around a change; None folds nothing."""
    old_lines, new_lines = LINE.findall(old), LINE.findall(new)
    hunks: list[Hunk] = []
    words_left = MOST_WORDS
    for tag, a, b, c, d in _matched(old_lines, new_lines):
        before, after = "".join(old_lines[a:b]), "".join(new_lines[c:d])
        if tag == "equal":
            is_first, is_last = a == 0, b == len(old_lines)
            hunks += _fold(old_lines[a:b], context, is_first=is_first, is_last=is_last)
        elif tag == "replace":
            old_words, new_words = WORD.findall(before), WORD.findall(after)
            words_left -= (size := len(old_words) * len(new_words))
            if words_left < 0:
                words_left += size
                hunks += [_removed(before), _added(after)]
            else:
                hunks += _by_words(old_words, new_words)
        else:
            hunks.append(_removed(before) if before else _added(after))
    return Comparison(tuple(hunks))


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's opcodes, without looking at what is the same at both ends."""
    start = _same_at_start(old, new)
    end = _same_at_start(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    if start:
        yield "equal", 0, start, 0, start
    if (old_end - start) * (new_end - start) > MOST_LINES:
        yield "replace", start, old_end, start, new_end
    else:
        middle = SequenceMatcher(None, old[start:old_end], new[start:new_end], autojunk=False)
        for tag, a, b, c, d in middle.get_opcodes():
            yield tag, a + start, b + start, c + start, d + start
    if end:
        yield "equal", old_end, len(old), new_end, len(new)


def _same_at_start(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


def _fold(lines: list[str], context: int | None, *, is_first: bool, is_last: bool) -> list[Hunk]:
    """Unchanged lines: those near a change open, those far from any folded."""
    head = 0 if is_first else context
    tail = 0 if is_last else context
    if context is None or len(lines) - (head or 0) - (tail or 0) < FOLD_FROM:
        return [_same(SAME, lines)]
    end = len(lines) - (tail or 0)
    parts = [(SAME, lines[:head]), (FOLDED, lines[head:end]), (SAME, lines[end:])]
    return [_same(kind, part) for kind, part in parts if part]


def _same(kind: str, lines: list[str]) -> Hunk:
    segments = (Segment("".join(lines), False),)
    return Hunk(kind, segments, segments)


def _removed(text: str) -> Hunk:
    return Hunk(REMOVED, (Segment(text, True),), ())


def _added(text: str) -> Hunk:
    return Hunk(ADDED, (), (Segment(text, True),))


def _by_words(old: list[str], new: list[str]) -> list[Hunk]:
    """One changed passage with its words marked, or one removed and one added."""
    # Spaces match everywhere, so nothing may be lined up by them.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    old_marks, new_marks = [True] * len(old), [True] * len(new)
    for a, b, size in matcher.get_matching_blocks():
        old_marks[a : a + size] = new_marks[b : b + size] = [False] * size
    if _kept(old, old_marks) < ALIKE * max(_kept(old), _kept(new)):
        return [_removed("".join(old)), _added("".join(new))]
    return [Hunk(CHANGED, _segments(old, old_marks), _segments(new, new_marks))]


def _kept(words: list[str], marks: list[bool] | None = None) -> int:
    """How many letters of `words` are not marked."""
    marks = marks or [False] * len(words)
    pairs = zip(words, marks, strict=True)
    return sum(len(word) for word, mark in pairs if not mark and not word.isspace())


def _segments(words: list[str], marks: list[bool]) -> tuple[Segment, ...]:
    """Neighbors with the same mark joined; a space between two marked words is marked too."""
    last = len(words) - 1
    for i, word in enumerate(words):
        if 0 < i < last and word.isspace() and "\n" not in word:
            marks[i] = marks[i] or (marks[i - 1] and marks[i + 1])
    segments: list[Segment] = []
    for word, mark in zip(words, marks, strict=True):
        if segments and segments[-1].is_changed == mark:
            segments[-1] = Segment(segments[-1].text + word, mark)
        else:
            segments.append(Segment(word, mark))
    return tuple(segments)


def without_end(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Without the empty lines at the end, unless they are what changed."""
    if not segments or (len(segments) > 1 and segments[-1].is_changed):
        return segments
    last = segments[-1]
    return (*segments[:-1], Segment(last.text.rstrip("\n") or last.text, last.is_changed))
