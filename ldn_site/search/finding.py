"""From a visitor's words to the live pages that answer them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError
from django.utils.safestring import SafeString

from ldn_site.articles.models import Publication, Topic
from ldn_site.search import indexing
from ldn_site.search.models import Mark
from ldn_site.search.planning import Plan, plan, tidy
from ldn_site.search.postings import Weights, weights_in, weights_of_heaviest
from ldn_site.search.snippets import Marker
from ldn_site.search.synonyms import synonyms
from ldn_site.search.vocabulary import Vocabulary, vocabulary
from ldn_site.search.words import STOP, words_of
from ldn_site.search.words import stem as stem_of

logger = logging.getLogger(__name__)

# Of the pages that hold a word, those that promise most are looked at.
CANDIDATES = 60
MOST_HITS = 50
READ = (
    *("title", "path", "topic", "language", "summary", "evidence"),
    *("synonyms", "plain_text", "outline"),
)
# New pages that one search may index. `index_search` does the rest.
CATCH_UP = 20

IS_CALLED_SO, TITLE_HOLDS_PHRASE, TEXT_HOLDS_PHRASE = 3.0, 1.4, 1.2
WORTH_SHOWING = 0.1  # of the best page's score


@dataclass(frozen=True, slots=True)
class Hit:
    """A live page that answers a search. `snippet_html` is safe, and empty where the words
    stand only in the title, the summary or the other names."""

    title: str
    path: str
    topic: str
    language: str
    summary: str
    snippet_html: SafeString
    evidence: int | None = None
    heading: str = ""  # of the part that answers best, where it says more than the title does
    anchor: str = ""
    named: float = 0.0  # how much of what was asked its title, other names and headings say: 0 to 1


class Heading(NamedTuple):
    """A heading within a page and the place it has there; empty for none."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a search: the words as they may be shown again, the best pages first, other
    words to offer where one of these is not on the site, and how many pages fit in all."""

    words: str
    hits: tuple[Hit, ...]
    suggestion: str
    count: int = 0


def find(words: str, *, topic: str = "", limit: int = 20) -> Results:
    """Search the live pages, or those of one topic. Any text is safe to pass."""
    words = tidy(words)
    if not words_of(words) or (topic and topic not in Topic.values):
        return Results(words, (), "")
    known = vocabulary(_mark())
    looked_up = plan(words, known, synonyms(Path(settings.CONTENT_DIR) / "synonyms.yaml"))
    worth = {stem: known.rarity(stem) for stem in looked_up.stems}
    weights = _weights_of_best(looked_up, worth, topic)
    pages = list(Publication.objects.live().filter(pk__in=weights).only(*READ))
    scores = {
        page.pk: _score(looked_up, weights[page.pk], worth) * _boost(looked_up.phrase, page)
        for page in pages
    }
    least = WORTH_SHOWING * max(scores.values(), default=0)
    shown = [page for page in pages if scores[page.pk] >= least]
    best = sorted(shown, key=lambda page: (-scores[page.pk], page.path))
    marker = _marker(looked_up, known, worth)
    is_on_site = all(
        any(weights[page.pk].keys() >= set(way.stems) for page in pages)
        for way in looked_up.corrections
    )
    return Results(
        words,
        tuple(
            _hit(
                page,
                marker,
                _best_heading(looked_up, page, worth),
                _named(looked_up, page, worth),
            )
            for page in best[: max(0, min(limit, MOST_HITS))]
        ),
        # The index knows scheduled texts too, and must not give their words away.
        looked_up.suggestion if is_on_site else "",
        len(best),
    )


def _mark() -> Mark:
    """The index's mark, after catching up with a few new pages where that is possible."""
    mark, is_current = indexing.current_mark()
    if is_current:
        return mark
    try:
        indexing.catch_up(limit=CATCH_UP)
    except DatabaseError as error:
        # A database that is read-only or busy still answers from the index as it is.
        logger.warning("The search index could not be brought up to date: %s", error)
    return indexing.current_mark()[0]


def _weights_of_best(looked_up: Plan, worth: Mapping[str, float], topic: str) -> Weights:
    """The weights of the stems in the pages that promise most. Two queries, or none."""
    weights = weights_of_heaviest(worth, topic)
    best = sorted(weights, key=lambda entry: -_score(looked_up, weights[entry], worth))
    # Of a common stem the first query saw the heaviest postings only.
    return weights_in(best[:CANDIDATES], worth) if best else {}


def _score(looked_up: Plan, weights: Mapping[str, float], worth: Mapping[str, float]) -> float:
    """BM25 over the words asked, held back by the share of them that the page lacks."""
    score, answered = 0.0, 0
    for ways in looked_up.asked:
        best = 0.0
        for way in ways:
            value = 0.0
            for stem in way.stems:
                if stem not in weights:
                    break
                value += worth[stem] * weights[stem]
            else:
                best = max(best, way.factor * value / len(way.stems))
        score += best
        answered += best > 0
    return score * answered / len(looked_up.asked)


def _boost(phrase: str, page: Publication) -> float:
    """More for a page that is called by the words, or holds them in their order."""
    title = " ".join(words_of(page.title))
    if phrase == title or any(phrase == " ".join(words_of(name)) for name in page.synonyms):
        return IS_CALLED_SO
    if f" {phrase} " in f" {title} ":
        return TITLE_HOLDS_PHRASE
    if " " in phrase and phrase in page.plain_text.lower().replace("\xa0", " "):
        return TEXT_HOLDS_PHRASE
    return 1.0


def _best_heading(looked_up: Plan, page: Publication, worth: Mapping[str, float]) -> Heading:
    """The first of the headings that answer most; none where the title answers as much."""

    def score(text: str) -> float:
        held = dict.fromkeys((stem_of(word, page.language) for word in words_of(text)), 1.0)
        return _score(looked_up, held, worth)

    best, most = Heading("", ""), score(page.title)
    for heading in page.outline:
        if (points := score(heading["text"])) > most:
            best, most = Heading(heading["text"], heading["id"]), points
    return best


def _named(looked_up: Plan, page: Publication, worth: Mapping[str, float]) -> float:
    names = [page.title, *page.synonyms, *(heading["text"] for heading in page.outline)]
    held = {stem_of(word, page.language) for name in names for word in words_of(name)}
    most = _score(looked_up, dict.fromkeys(worth, 1.0), worth)
    return _score(looked_up, dict.fromkeys(held, 1.0), worth) / most if most else 0.0


def _marker(looked_up: Plan, known: Vocabulary, worth: Mapping[str, float]) -> Marker:
    is_only_stop_words = all(word in STOP for word in looked_up.phrase.split())
    spellings = {
        word: stem
        for stem in worth
        for word in known.spellings(stem)
        if word not in STOP or is_only_stop_words
    }
    return Marker(spellings, worth)


def _hit(page: Publication, marker: Marker, heading: Heading, named: float) -> Hit:
    return Hit(
        title=page.title,
        path=page.path,
        topic=page.topic,
        language=page.language,
        summary=page.summary,
        snippet_html=marker.snippet(page.plain_text),
        evidence=page.evidence,
        heading=heading.text,
        anchor=heading.anchor,
        named=named,
    )
