"""Pages to offer while somebody is still typing: those with a word that begins so."""

from __future__ import annotations

from ldn_site.articles.models import Publication
from ldn_site.search import indexing
from ldn_site.search.postings import weights_of_heaviest
from ldn_site.search.vocabulary import vocabulary
from ldn_site.search.words import words_of

LETTERS = 2  # that are asked for: fewer say nothing, more would tell what somebody types
MOST_WORDS, MOST_PAGES = 60, 60


def is_beginning(letters: str) -> bool:
    """Whether these are the first letters of a word as the index spells it."""
    return len(letters) == LETTERS and words_of(letters) == [letters]


def pages_with_words_beginning(letters: str) -> list[Publication]:
    """Live pages in which a word begins so, those that are most about one first.

    Three queries, and one more where the words of the index have to be read anew.
    """
    mark, _is_current = indexing.current_mark()
    known = vocabulary(mark)
    words = known.starting_with(letters, MOST_WORDS)
    stems = dict.fromkeys(stem for word in words for stem in known.stems_of(word))
    weights = weights_of_heaviest(stems)
    most_telling = {entry: max(held.values()) for entry, held in weights.items()}
    best = sorted(most_telling, key=lambda entry: (-most_telling[entry], entry))[:MOST_PAGES]
    pages = Publication.objects.live().filter(pk__in=best)
    found = {page.pk: page for page in pages.only("title", "path", "topic", "synonyms", "outline")}
    return [found[entry] for entry in best if entry in found]


def begins(text: str, letters: str) -> bool:
    """Whether a word of `text` begins so."""
    return any(word.startswith(letters) for word in words_of(text))
