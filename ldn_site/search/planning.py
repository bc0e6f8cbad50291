"""What a visitor typed, as what to look up."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ldn_site.search.synonyms import Meaning, Synonyms, Words
from ldn_site.search.vocabulary import Vocabulary
from ldn_site.search.words import STOP, words_of

MOST_CHARACTERS, MOST_WORDS, MOST_STEMS = 400, 12, 40
MOST_BEGINNINGS, MOST_CORRECTIONS, SHORTEST_BEGINNING = 6, 3, 3

# What a page found by other than the very word is worth beside one that holds it.
SYNONYM, BEGINNING, CORRECTED = 0.8, 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Way:
    """One way for a page to answer a word: it holds all of `stems`."""

    stems: Words
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look up. For each word asked there are ways, and a page's best one counts."""

    phrase: str
    asked: tuple[tuple[Way, ...], ...]
    suggestion: str
    corrections: tuple[Way, ...]

    @property
    def stems(self) -> list[str]:
        ways = [way for ways in self.asked for way in ways]
        ways.sort(key=lambda way: -way.factor)
        return list(dict.fromkeys(stem for way in ways for stem in way.stems))[:MOST_STEMS]


def tidy(words: str) -> str:
    """What was typed, of a length that can be shown again, without control characters."""
    printable = "".join(
        character if character.isprintable() else " " for character in words[:MOST_CHARACTERS]
    )
    return " ".join(unicodedata.normalize("NFC", printable).split())


def plan(words: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Plan:
    """Decide what to look up for `words`, and what to suggest where a word is unknown."""
    typed = words_of(words)[:MOST_WORDS]
    ways: list[list[Way]] = [[] for _word in typed]
    suggested = list(typed)
    corrections: list[Way] = []
    telling = [place for place, word in enumerate(typed) if word not in STOP]

    for start, end in _phrases(typed, synonyms):
        if telling and not any(place in telling for place in range(start, end)):
            continue  # "me" in a question is not ME, the illness
        meant = _ways_of(synonyms[tuple(typed[start:end])], vocabulary, SYNONYM)
        for place in range(start, end):
            ways[place].extend(way for _written, way in meant)
        if meant and not any(word in vocabulary for word in typed[start:end]):
            suggested[start:end] = [meant[0][0]] + [""] * (end - start - 1)
            corrections.append(meant[0][1])

    for place, word in enumerate(typed):
        ways[place].extend(Way((found,)) for found in vocabulary.stems_of(word))
        # A short word that stands in some page is what was meant: "die" does not begin "dietitian".
        shortest = SHORTEST_BEGINNING + bool(ways[place])
        if place == len(typed) - 1 and len(word) >= shortest:
            ways[place].extend(_beginnings(word, vocabulary))
        if not ways[place] and (corrected := _corrected(word, vocabulary, synonyms)):
            ways[place].extend(way for _written, way in corrected)
            suggested[place] = corrected[0][0]
            corrections.append(corrected[0][1])

    return Plan(
        phrase=" ".join(typed),
        asked=tuple(tuple(ways[place]) for place in telling or range(len(typed))),
        suggestion=_without_echo(" ".join(suggested)) if corrections else "",
        corrections=tuple(corrections),
    )


def _phrases(typed: list[str], synonyms: Synonyms) -> Iterator[tuple[int, int]]:
    """The stretches of `typed` that have synonyms: the longest first, none overlapping."""
    start = 0
    while start < len(typed):
        for end in range(len(typed), start, -1):
            if tuple(typed[start:end]) in synonyms:
                yield start, end
                start = end
                break
        else:
            start += 1


def _ways_of(
    meanings: Iterable[Meaning], vocabulary: Vocabulary, factor: float
) -> list[tuple[str, Way]]:
    """Of each meaning that the index holds, how it is written and the way to look it up."""
    found = []
    for words, written in meanings:
        telling = [word for word in words if word not in STOP] or list(words)
        stems = [vocabulary.stems_of(word)[:1] for word in telling]
        if all(stems):
            found.append((written, Way(tuple(sum(stems, [])), factor)))
    return found


def _beginnings(word: str, vocabulary: Vocabulary) -> list[Way]:
    """Words that `word` begins. Where it is a word itself none of them may tell more than it:
    a rare longer one would outweigh it on the few pages that hold it."""
    known = set(vocabulary.stems_of(word))
    most = max((vocabulary.rarity(stem) for stem in known), default=math.inf)
    return [
        Way((found,), BEGINNING * min(1.0, most / vocabulary.rarity(found)))
        for longer in vocabulary.starting_with(word, MOST_BEGINNINGS)
        for found in vocabulary.stems_of(longer)
        if found not in known
    ]


def _corrected(word: str, vocabulary: Vocabulary, synonyms: Synonyms) -> list[tuple[str, Way]]:
    """The words that `word` may be a misspelling of, or what those mean."""
    keys = [key[0] for key in synonyms if len(key) == 1]
    found = []
    for choice, distance in vocabulary.closest(word, keys, MOST_CORRECTIONS):
        meanings = [Meaning((choice,), choice), *synonyms.get((choice,), ())]
        found += _ways_of(meanings, vocabulary, CORRECTED * (1 - distance / len(word)))
    return found or _ways_of(_halves(word, vocabulary), vocabulary, CORRECTED)


def _halves(word: str, vocabulary: Vocabulary) -> Iterator[Meaning]:
    """`word` as two words written as one: "sideeffects"."""
    for place in range(SHORTEST_BEGINNING, len(word) - SHORTEST_BEGINNING + 1):
        halves = (word[:place], word[place:])
        if all(vocabulary.spells(half) and half not in STOP for half in halves):
            yield Meaning(halves, " ".join(halves))


def _without_echo(words: str) -> str:
    """`words` without a word that repeats the one before it."""
    kept: list[str] = []
    for word in words.split():
        if not kept or words_of(word) != words_of(kept[-1]):
            kept.append(word)
    return " ".join(kept)
