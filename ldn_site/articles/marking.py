"""A rendered page in its pieces, each marked by whether an older page had it.

Pieces are what stands at the top level of the HTML: paragraphs, lists, boxes, figures. Words
inside a piece are compared elsewhere; here a reviewer sees at a glance where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Numbers that follow from the order on the page: a new source must not mark all that come after.
COUNTED = re.compile(r'(?<=">)\d+(?=</a></sup>)|(?<=="Source )\d+|(?<="note-)\d+|(?<="table-)\d+')
SAME, NEW, GONE = "same", "new", "gone"


@dataclass(frozen=True)
class Piece:
    """`kind` is same, new (added or changed) or gone; what is gone has words and no HTML."""

    kind: str
    html: str
    words: str


def marked(old: str | None, new: str) -> list[Piece]:
    """The pieces of `new`, with those that `old` had and `new` has not in their places.

    Without an old page nothing is marked: all of it is to be read.
    """
    pieces = pieces_of(new)
    if old is None:
        return [Piece(SAME, html, words) for html, words in pieces]
    before = pieces_of(old)
    matcher = SequenceMatcher(
        None,
        [COUNTED.sub("", html) for html, _words in before],
        [COUNTED.sub("", html) for html, _words in pieces],
        autojunk=False,
    )
    found: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            found += [Piece(GONE, "", words) for _html, words in before[a:b]]
        kind = SAME if tag == "equal" else NEW
        found += [Piece(kind, html, words) for html, words in pieces[c:d]]
    return found


def pieces_of(html: str) -> list[tuple[str, str]]:
    """The elements at the top level of `html`, each with its words."""
    return list(_Splitter(html).pieces())


class _Splitter(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.starts = [0]
        for line in html.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.depth = 0
        self.begins: list[int] = []
        self.words: list[list[str]] = []

    def pieces(self) -> Iterator[tuple[str, str]]:
        self.feed(self.html)
        self.close()
        borders = [*self.begins, len(self.html)]
        for (begin, end), words in zip(pairwise(borders), self.words, strict=True):
            yield self.html[begin:end].strip(), " ".join("".join(words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin()
        self.depth += tag not in VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin()

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - (tag not in VOID))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._begin()
        if self.words:
            self.words[-1].append(data)

    def _begin(self) -> None:
        if self.depth == 0:
            line, column = self.getpos()
            self.begins.append(self.starts[line - 1] + column)
            self.words.append([])
