"""What to offer under the search box: pages, parts of pages, and medical words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.articles.models import GlossaryTerm, Publication, Topic
from ldn_site.search.beginning import begins, pages_with_words_beginning

MOST = 80  # the browser chooses among them by all that was typed


@dataclass(frozen=True)
class Suggestion:
    """A place that an address opens: its name, and what it is part of. `also` are other names
    that people type for it."""

    name: str
    part_of: str
    path: str
    also: str = ""

    def as_json(self) -> dict[str, str]:
        return {key: value for key, value in asdict(self).items() if value}


def suggestions(letters: str) -> list[Suggestion]:
    """Places with a word that begins with these letters: pages first, then words, then parts."""
    pages = pages_with_words_beginning(letters)
    return [*_titles(pages, letters), *_terms(letters), *_headings(pages, letters)][:MOST]


def _titles(pages: Iterable[Publication], letters: str) -> Iterator[Suggestion]:
    for page in pages:
        also = [name for name in page.synonyms if begins(name, letters)]
        if also or begins(page.title, letters):
            topic = str(Topic(page.topic).label)
            yield Suggestion(page.title, topic, page.path, ", ".join(also))


def _terms(letters: str) -> Iterator[Suggestion]:
    glossary = reverse("pages:glossary")
    for term in GlossaryTerm.objects.only("slug", "term", "variants"):
        also = [name for name in term.variants if begins(name, letters)]
        if also or begins(term.term, letters):
            address = f"{glossary}#term-{term.slug}"
            yield Suggestion(term.term, _("What the word means"), address, ", ".join(also))


def _headings(pages: Iterable[Publication], letters: str) -> Iterator[Suggestion]:
    """Parts of pages. A heading that several pages have would lead to just any of them."""
    found = [(heading, page) for page in pages for heading in page.outline]
    how_often = Counter(heading["text"] for heading, _page in found)
    for heading, page in found:
        if how_often[heading["text"]] == 1 and begins(heading["text"], letters):
            yield Suggestion(heading["text"], page.title, f"{page.path}#{heading['id']}")
