"""Keeps the index level with what is public or is going to be.

Nothing has to call it when a page is published: whoever needs the index asks it to catch up,
which costs one query where nothing has changed.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, IntegerField, Subquery

from ldn_site.articles.models import Cancellation, Publication, Withdrawal
from ldn_site.search.models import Entry, Mark, Posting, Word
from ldn_site.search.weighing import ANALYZER, Analysis, weigh

Item = TypeVar("Item")

# Small enough that whoever waits to write meanwhile waits for a moment only.
BATCH = 100


class _Rows(Subquery):
    """How many rows a table has, within another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS rows_of_table)"
    output_field = IntegerField()

    def __init__(self, model: type[Publication | Cancellation | Withdrawal]) -> None:
        super().__init__(model.objects.order_by().values("pk"))


def current_mark() -> tuple[Mark, bool]:
    """How far the index has come, and whether that is all the way. One query.

    What is public changes by rows that are only ever added, so counting them is enough.
    """
    rows = _Rows(Publication) + _Rows(Cancellation) + _Rows(Withdrawal)
    mark = Mark.objects.filter(pk=1).annotate(rows=rows).first()
    if mark is None:
        return Mark(pk=1), False
    return mark, mark.rows_seen == mark.rows and mark.analyzer == ANALYZER


def catch_up(*, limit: int | None = None, rebuild: bool = False) -> int:
    """Index what is public or scheduled, at most `limit` pages of it, and drop the rest.

    Returns how many pages were read. `rebuild` reads every page again.
    """
    _mark, is_current = current_mark()
    if is_current and not rebuild:
        return 0
    Mark.objects.get_or_create(pk=1)
    # Counted before the pages are listed: one published meanwhile is left for the next time.
    rows = sum(model.objects.count() for model in (Publication, Cancellation, Withdrawal))
    due = Publication.objects.live() | Publication.objects.scheduled()
    wanted = set(due.values_list("pk", flat=True))
    held = dict(Entry.objects.values_list("pk", "analyzer"))
    touched: set[str] = set()
    for batch in _batches(sorted(held.keys() - wanted)):
        touched |= _replace(batch, [])
    unread = sorted(pk for pk in wanted if rebuild or held.get(pk) != ANALYZER)
    for batch in _batches(unread[:limit]):
        touched |= _replace(batch, batch)
    _count(touched)
    if limit is None or len(unread) <= limit:
        Mark.objects.filter(pk=1).update(rows_seen=rows, analyzer=ANALYZER)
    return len(unread[:limit])


@transaction.atomic
def _replace(out: Sequence[int], into: Sequence[int]) -> set[str]:
    """Take publications out of the index and read others into it; returns the stems touched."""
    _wait_for_turn()
    postings = Posting.objects.filter(entry__in=out)
    touched = set(postings.values_list("stem", flat=True).distinct())
    postings.delete()
    Entry.objects.filter(pk__in=out).delete()

    analyses = {page: _analyze(page) for page in Publication.objects.filter(pk__in=into)}
    Entry.objects.bulk_create(Entry(pk=page.pk, analyzer=ANALYZER) for page in analyses)
    Posting.objects.bulk_create(
        Posting(entry_id=page.pk, stem=stem, weight=weight, topic=page.topic)
        for page, analysis in analyses.items()
        for stem, weight in analysis.weights.items()
    )
    words = {pair for analysis in analyses.values() for pair in analysis.words.items()}
    Word.objects.bulk_create(
        [Word(word=word, stem=stem, entries=1) for word, stem in words], ignore_conflicts=True
    )
    _stamp()
    return touched.union(stem for _word, stem in words)


@transaction.atomic
def _count(stems: Iterable[str]) -> None:
    """Count again the entries that hold `stems`, and forget the words that none holds."""
    _wait_for_turn()
    for some in _batches(sorted(stems)):
        counts = dict(
            Posting.objects.filter(stem__in=some)
            .values("stem")
            .annotate(entries=Count("pk"))
            .values_list("stem", "entries")
        )
        Word.objects.filter(stem__in=set(some) - counts.keys()).delete()
        words = Word.objects.filter(stem__in=counts).values_list("word", "stem")
        Word.objects.bulk_create(
            [Word(word=word, stem=stem, entries=counts[stem]) for word, stem in words],
            update_conflicts=True,
            unique_fields=["word", "stem"],
            update_fields=["entries"],
        )
    _stamp()


def _wait_for_turn() -> None:
    # One writer at a time: two processes may find the same new page. On a database that
    # cannot be written this fails at once, before the work.
    Mark.objects.select_for_update().get(pk=1)


def _stamp() -> None:
    """Say that the index is another, so that no process goes on with the words it kept."""
    Mark.objects.filter(pk=1).update(entries=Entry.objects.count(), version=uuid.uuid4().hex)


def _analyze(page: Publication) -> Analysis:
    return weigh(
        language=page.language,
        title=page.title,
        names=page.synonyms,
        summary=page.summary,
        headings=[heading["text"] for heading in page.outline],
        text=page.plain_text,
    )


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
