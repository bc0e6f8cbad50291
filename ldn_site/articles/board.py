"""Keeps the board level with where pages stand and what is wrong with them.

Nothing has to call it when something happens: whoever reads the board asks it to catch up,
which costs one query where nothing has happened. First the pages that something happened to
are marked, then they are looked at, as many as there is time for; the rest stays marked.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Func, IntegerField, OuterRef, Subquery
from django.utils import timezone

from ldn_site.articles.checking import check
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, BoardMark, BoardRow, SignOff
from ldn_site.articles.resolving import publication_digest
from ldn_site.articles.states import Standing, standings
from ldn_site.articles.touching import touched_by
from ldn_site.markup import Severity
from ldn_site.trail.models import Event

# An event is written before its transaction ends, so one with a lower number may come to be
# seen after one with a higher. Numbers this young are therefore remembered one by one.
UNSETTLED = timedelta(minutes=5)
BATCH = 10
IN_A_REQUEST = 1.0  # seconds that somebody who opens a page may be kept waiting


def catch_up(*, seconds: float | None = None) -> int:
    """Look at every page that something happened to, for `seconds` at most (default: all).

    Returns how many are still to be looked at.
    """
    give_up = None if seconds is None else time.monotonic() + seconds
    if has_news():
        _take_in()
    library = None
    while stale := _next_stale():
        if give_up and time.monotonic() > give_up:
            return BoardRow.objects.filter(is_stale__in=[True]).count()
        library = library or Library.load()
        _look_at(stale, library)
    return 0


def has_news() -> bool:
    """Whether anything happened that the board has not taken in. One query."""
    after = Event.objects.filter(pk__gt=OuterRef("last_event"))
    mark = (
        BoardMark.objects.filter(pk=1)
        .annotate(
            events=counted(after),
            pages=counted(Article.objects),
            rows=counted(BoardRow.objects),
            has_due=Exists(_due(timezone.now())),
        )
        .first()
    )
    return mark is None or mark.pages != mark.rows or mark.has_due or mark.events != len(mark.seen)


def mark_all() -> None:
    """Have every page looked at again."""
    BoardRow.objects.update(is_stale=True, noted_at=timezone.now())


def heal(found: Mapping[str, Standing]) -> None:
    """Correct the rows that say otherwise than what was just found to be true, by article.

    Needed where something was written past the one writer, so that no event tells of it.
    """
    rows = BoardRow.objects.in_bulk(list(found))
    for pk, row in rows.items():
        truth = _columns(found[pk])
        if any(getattr(row, name) != value for name, value in truth.items()):
            _write(row, is_stale=True, **truth)


def _due(now: datetime) -> Any:
    """What a time that has passed made public."""
    return BoardRow.objects.filter(scheduled_at__lte=now, is_stale__in=[False])


@transaction.atomic
def _take_in() -> None:
    """Mark every page that something happened to since the last time."""
    BoardMark.objects.get_or_create(pk=1)
    mark = BoardMark.objects.select_for_update().get(pk=1)
    now = timezone.now()
    events = list(Event.objects.filter(pk__gt=mark.last_event).order_by("pk"))
    seen = set(mark.seen)
    touched = touched_by([event for event in events if event.pk not in seen])
    touched.update(_due(now).values_list("pk", flat=True))
    missing = Article.objects.filter(board_row__isnull=True).values_list("pk", flat=True)
    BoardRow.objects.bulk_create(
        [BoardRow(article_id=pk) for pk in missing], ignore_conflicts=True, batch_size=500
    )
    wanted = sorted(touched)
    for start in range(0, len(wanted), 500):
        rows = BoardRow.objects.filter(pk__in=wanted[start : start + 500])
        rows.update(is_stale=True, noted_at=now)
    settled = [event.pk for event in events if event.at < now - UNSETTLED]
    mark.last_event = settled[-1] if settled else mark.last_event
    mark.seen = [event.pk for event in events if event.pk > mark.last_event]
    mark.save()


def counted(rows: Any) -> Subquery:
    """How many `rows` there are, within another query."""
    count = Func(template="COUNT(*)", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(rows=count).values("rows"))


def _next_stale() -> list[BoardRow]:
    return list(BoardRow.objects.filter(is_stale__in=[True])[:BATCH])


def _look_at(rows: list[BoardRow], library: Library) -> None:
    # The rows were read before the articles: what happens from here on marks them again, and
    # what is written below then meets another `noted_at` and is left out.
    articles = Article.objects.in_bulk([row.pk for row in rows])
    found = standings(articles.values(), library)
    due = _due_dates(found)
    for row in rows:
        findings = check(articles[row.pk], library)
        count = Counter(finding.severity for finding in findings)
        _write(
            row,
            is_stale=False,
            review_due_on=due.get(row.pk),
            blockers=count[Severity.BLOCKER],
            warnings=count[Severity.WARNING],
            hints=count[Severity.HINT],
            broken_links=sum(finding.code == "dead-link" for finding in findings),
            **_columns(found[row.pk]),
        )


def _columns(standing: Standing) -> dict[str, Any]:
    return {
        "state": str(standing.state.value),
        "is_signed": standing.is_signed,
        "was_ever_signed": standing.was_ever_signed,
        "is_live": standing.live is not None,
        "scheduled_at": standing.scheduled_at,
    }


def _due_dates(found: Mapping[str, Standing]) -> dict[str, date]:
    """When the next review is due of the text that readers have, where that text is signed."""
    live = {pk: publication_digest(at.live) for pk, at in found.items() if at.live}
    signed = SignOff.objects.filter(article__in=live).order_by("pk")
    return {
        row.article_id: row.review_due_on
        for row in signed.only("article_id", "review_digest", "review_due_on")
        if row.review_digest == live[row.article_id]
    }


def _write(row: BoardRow, **columns: Any) -> None:
    BoardRow.objects.filter(pk=row.pk, noted_at=row.noted_at).update(
        noted_at=timezone.now(), **columns
    )
