"""The part of a page that answers a search best, with the words found marked."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ldn_site.search.words import located_words

WINDOW, LEAD = 220, 60  # characters: of the part shown, and of those before the first word


class _Found(NamedTuple):
    start: int
    end: int
    stem: str


def snippet(text: str, spellings: Mapping[str, str], worth: Mapping[str, float]) -> SafeString:
    """HTML of the stretch of `text` that holds the most telling words, or "" for none.

    `spellings` gives the stem of each word to mark, `worth` how telling a stem is. Everything
    but the marks is escaped.
    """
    found = [
        _Found(start, end, spellings[word])
        for word, start, end in located_words(text)
        if word in spellings
    ]
    if not found:
        return SafeString("")
    best = _best_run(found, worth)
    start, end = _widen(text, found[best.start].start, found[best.stop - 1].end)
    pieces = ["… "] if start else []
    place = start
    for word in found[best.start :]:
        if word.end > end:
            break
        if word.start >= place:
            pieces += [_plain(text[place : word.start]), _marked(text[word.start : word.end])]
            place = word.end
    pieces.append(_plain(text[place:end]))
    if end < len(text.rstrip()):
        pieces.append(" …")
    return mark_safe("".join(pieces))


def _best_run(found: list[_Found], worth: Mapping[str, float]) -> range:
    """The matches, next to each other within a window, whose different stems say most."""
    best, most = range(0, 1), -1.0
    for first, word in enumerate(found):
        last = first
        while last + 1 < len(found) and found[last + 1].end - word.start <= WINDOW - LEAD:
            last += 1
        value = sum(worth.get(stem, 0) for stem in {each.stem for each in found[first : last + 1]})
        if value > most:
            best, most = range(first, last + 1), value
    return best


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The window around a run of matches, begun at a sentence if one is near, else a word."""
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
    return escape(text.replace("\n", " "))


def _marked(text: str) -> str:
    return format_html("<mark>{}</mark>", text)
