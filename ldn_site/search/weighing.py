"""How much each word says about a page, worked out once, when the page is indexed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ldn_site.search.words import stem, words_of

# Raise this with any change here or in `words`: entries of an older analyzer are made again.
ANALYZER = 1

TITLE, NAMES, SUMMARY, HEADINGS = 3.0, 3.0, 1.0, 1.0

# BM25's two numbers for the running text: how soon a repeated word stops adding, and how far
# a long page is held back. A fixed typical length keeps weights valid as pages come and go.
SATURATION, LENGTH_PENALTY, TYPICAL_LENGTH = 1.2, 0.5, 900


@dataclass(frozen=True, slots=True)
class Analysis:
    """A page's stems with their weights, and the words that they stand for."""

    weights: Mapping[str, float]
    words: Mapping[str, str]


def weigh(
    *,
    language: str,
    title: str,
    names: Iterable[str],
    summary: str,
    headings: Iterable[str],
    text: str,
) -> Analysis:
    """Weigh a page: what stands in a title or a name counts for more than running text."""
    stems_of: dict[str, str] = {}
    weights = defaultdict[str, float](float)

    def stems(text: str) -> list[str]:
        words = words_of(text)
        stems_of.update((word, stem(word, language)) for word in words)
        return [stems_of[word] for word in words]

    running = stems(text)
    slowness = SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * len(running) / TYPICAL_LENGTH)
    for found, times in Counter(running).items():
        weights[found] += times * (SATURATION + 1) / (times + slowness)
    for field, value in (
        (title, TITLE),
        ("\n".join(names), NAMES),
        (summary, SUMMARY),
        ("\n".join(headings), HEADINGS),
    ):
        for found in set(stems(field)):
            weights[found] += value
    return Analysis(weights, stems_of)
