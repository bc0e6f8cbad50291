"""How much stems weigh in pages, read from the index without reading all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from ldn_site.search.models import Posting

# Of each stem only the postings that weigh most are read, however many pages there are.
HEAVIEST = 150

Weights = dict[int, dict[str, float]]
Rows = QuerySet[Posting, tuple[int, str, float]]


def weights_of_heaviest(stems: Iterable[str], topic: str = "") -> Weights:
    """The weights of `stems` in the pages where they weigh most. One query, or none."""
    parts = [_heaviest(stem, topic) for stem in stems]
    if not parts:
        return {}
    return _by_entry(parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0])


def weights_in(entries: Iterable[int], stems: Iterable[str]) -> Weights:
    """The weights of `stems` in these pages. One query."""
    postings = Posting.objects.filter(entry__in=entries, stem__in=stems)
    return _by_entry(postings.values_list("entry", "stem", "weight"))


def _heaviest(stem: str, topic: str) -> Rows:
    postings = Posting.objects.filter(stem=stem)
    if topic:
        postings = postings.filter(topic=topic)
    # SQLite takes no LIMIT inside a UNION, but does inside a subquery of it.
    heaviest = postings.order_by("-weight").values("pk")[:HEAVIEST]
    return Posting.objects.filter(pk__in=heaviest).values_list("entry", "stem", "weight")


def _by_entry(rows: Rows) -> Weights:
    weights: Weights = defaultdict(dict)
    for entry, stem, weight in rows:
        weights[entry][stem] = weight
    return weights
