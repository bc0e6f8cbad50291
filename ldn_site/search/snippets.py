"""The part of a page that answers a search best, with the words found marked."""

import re
from collections.abc import Mapping
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ldn_site.search.words import fold

_END_OF_LINE = re.compile(r"(?<![.?!:;,…\s])\n")
WINDOW, LEAD = 220, 60  # characters: of the part shown, and of those before the first word
MOST_MATCHES = 200  # in one page; those further on are not looked at


class Marker:
    """Finds the words of one search in the pages that answer it.

    `spellings` gives the stem of each word to mark, `worth` how telling a stem is.
    """

    def __init__(self, spellings: Mapping[str, str], worth: Mapping[str, float]) -> None:
        self._spellings = spellings
        self._worth = worth
        # Words are folded without their apostrophes: "crohns" is "Crohn's" in the text.
        words = ("['’]?".join(map(re.escape, word)) for word in sorted(spellings, reverse=True))
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])")

    def snippet(self, text: str) -> SafeString:
        """HTML of the stretch of `text` that holds the most telling words, or "" for none.

        Everything but the marks is escaped.
        """
        if not self._spellings:
            return SafeString("")
        found = list(islice(self._pattern.finditer(fold(text)), MOST_MATCHES))
        if not found:
            return SafeString("")
        best = self._best_run(found)
        start, end = _window(text, found[best.start].start(), found[best.stop - 1].end())
        pieces = ["… "] if start else []
        place = start
        for match in found:
            if start <= match.start() and match.end() <= end:
                pieces.append(_plain(text[place : match.start()]))
                pieces.append(format_html("<mark>{}</mark>", text[match.start() : match.end()]))
                place = match.end()
        pieces.append(_plain(text[place:end]))
        if end < len(text.rstrip()):
            pieces.append(" …")
        return mark_safe("".join(pieces))

    def _best_run(self, found: list[re.Match[str]]) -> range:
        """The matches next to each other, within a window, whose different stems say most."""
        stems = [self._spellings[re.sub("['’]", "", match[0])] for match in found]
        best, most = range(1), -1.0
        last = 0
        for first, match in enumerate(found):
            while last < len(found) and found[last].end() - match.start() <= WINDOW - LEAD:
                last += 1
            last = max(last, first + 1)
            value = sum(self._worth.get(stem, 0) for stem in set(stems[first:last]))
            if value > most:
                best, most = range(first, last), value
        return best


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """What to show around a run of matches, begun at a sentence if one is near, else a word."""
    begin = max(0, min(start - LEAD, len(text) - WINDOW))
    if begin:
        sentence = max(text.rfind(stop, begin, start) for stop in (". ", "? ", "! ", "\n"))
        begin = sentence + 1 if sentence >= 0 else text.find(" ", begin, start) + 1 or start
    finish = min(len(text), max(end, begin + WINDOW))
    if finish < len(text):
        finish = max(end, text.rfind(" ", end, finish + 1))
    while begin < start and text[begin].isspace():
        begin += 1
    return begin, finish


def _plain(text: str) -> str:
    """On one line, where a heading or a cell of a table is told from what follows it."""
    return escape(_END_OF_LINE.sub(". ", text).replace("\n", " "))
