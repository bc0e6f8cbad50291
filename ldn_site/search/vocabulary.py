"""Every word that the index knows, kept in each process until the index changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ldn_site.search.models import Mark, Word
from ldn_site.search.words import STEMMERS, STOP, stem

SHORTEST_TO_CORRECT = 4
LONG_ENOUGH_TO_GUESS = 6


class Vocabulary:
    """The words of the index, their stems, and how rare each stem is."""

    def __init__(self, rows: Iterable[tuple[str, str, int]], total: int) -> None:
        self._total = total
        self._entries: dict[str, int] = {}
        self._words: dict[str, set[str]] = {}
        words: dict[str, int] = {}
        for word, its_stem, entries in rows:
            self._entries[its_stem] = entries
            self._words.setdefault(its_stem, set()).add(word)
            words[word] = max(entries, words.get(word, 0))
        self._how_common = words
        self._sorted = sorted(words)
        self._correct = [
            word
            for word in self._sorted
            if len(word) >= SHORTEST_TO_CORRECT and word.isalpha() and word not in STOP
        ]

    def __contains__(self, word: str) -> bool:
        return bool(self.stems_of(word))

    def spells(self, word: str) -> bool:
        """Whether some text holds exactly this word."""
        return word in self._how_common

    def stems_of(self, word: str) -> list[str]:
        """The indexed stems of `word`, in whichever language it is."""
        stems = dict.fromkeys(stem(word, language) for language in STEMMERS)
        return [found for found in stems if found in self._entries]

    def rarity(self, its_stem: str) -> float:
        """BM25's inverse document frequency: near 0 for a stem that every page holds."""
        holding = min(self._entries.get(its_stem, 0), self._total)
        return log(1 + (self._total - holding + 0.5) / (holding + 0.5))

    def spellings(self, its_stem: str) -> set[str]:
        return self._words.get(its_stem, set())

    def starting_with(self, beginning: str, most: int) -> list[str]:
        """The commonest words that begin so, at most `most` of them."""
        found = takewhile(
            lambda word: word.startswith(beginning),
            self._sorted[bisect_left(self._sorted, beginning) :],
        )
        return sorted(found, key=self._how_common.__getitem__, reverse=True)[:most]

    def closest(self, word: str, others: Iterable[str], most: int) -> list[tuple[str, int]]:
        """Known words, or `others`, that `word` may be a misspelling of, nearest first.

        Each comes with the number of letters between it and `word`.
        """
        allowed = _letters_allowed(word)
        if not allowed:
            return []
        found: dict[str, int] = {}
        meant = list(others)
        for choices in (self._correct, meant):
            for choice, distance, _index in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=4 * most
            ):
                if choices is not meant and _is_another_word(word, choice):
                    continue
                # People rarely get the first letter wrong together with others.
                if distance == 1 or choice[0] == word[0]:
                    found[choice] = int(distance)
        nearest = min(found.values(), default=0)
        ranked = sorted(found, key=lambda choice: (found[choice], -self._how_common.get(choice, 0)))
        return [(choice, found[choice]) for choice in ranked if found[choice] <= nearest + 1][:most]


def _is_another_word(word: str, choice: str) -> bool:
    """A short word with one letter exchanged is mostly right as it is: "pots", not "puts"."""
    return (
        len(word) < LONG_ENOUGH_TO_GUESS
        and len(word) == len(choice)
        and sorted(word) != sorted(choice)
    )


def _letters_allowed(word: str) -> int:
    """How many wrong letters still point at one word and not at just any."""
    if len(word) < SHORTEST_TO_CORRECT or not word.isalpha():
        return 0
    return 1 if len(word) < LONG_ENOUGH_TO_GUESS else 2 if len(word) < 9 else 3


def vocabulary(mark: Mark) -> Vocabulary:
    return _load(mark.version, mark.entries)


@lru_cache(maxsize=1)
def _load(version: str, total: int) -> Vocabulary:
    return Vocabulary(Word.objects.values_list("word", "stem", "entries"), total)
