"""What people look for and do not find, counted so that nothing in it is about a person.

Words are written down only from the third day on that somebody looks for them; until then a
keyed hash of them is counted, which says nothing to anybody. Searches that may name a person or
tell of one are not counted at all.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Count, F, Max, Q, Sum
from django.utils import timezone

from ldn_site.contact.crisis import care_for
from ldn_site.guards.hashing import keyed_hash
from ldn_site.search.models import Unanswered
from ldn_site.search.words import STOP, words_of

logger = logging.getLogger(__name__)

DAYS_UNTIL_READABLE = 3
MOST_ROWS_A_DAY = 200  # whoever invents words fills no table
MOST_WORDS, SHORTEST, LONGEST = 4, 2, 30
A_MONTH = timedelta(days=30)
MOST_SHOWN = 100

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Wish:
    """Words that people looked for on several days and that no page holds."""

    words: str
    days: int
    times: int
    times_lately: int
    last: date


def count(words: str) -> None:
    """Count a search that found nothing. Never fails, whatever the database says."""
    said = impersonal(words)
    if not said:
        return
    try:
        with transaction.atomic():
            _count(said, timezone.localdate())
    except DatabaseError as error:
        # Two searches may make the row of a day at once, and a database may be read-only: a
        # count is worth less than an answer. The words stay out of the log.
        logger.warning("A search that found nothing was not counted: %s", type(error).__name__)


def impersonal(words: str) -> str:
    """The telling words of a search, or "" for one that may hold something about a person.

    Numbers, addresses, long sentences and words of danger are such.
    """
    pieces = words.rstrip(" ?!.").split()
    if not all(_WORD.fullmatch(piece.rstrip(",")) for piece in pieces) or care_for(words):
        return ""
    telling = [word for word in words_of(" ".join(pieces)) if word not in STOP]
    is_short = len(telling) <= MOST_WORDS and all(
        SHORTEST <= len(word) <= LONGEST for word in telling
    )
    return " ".join(telling) if is_short else ""


def wishes() -> list[Wish]:
    """What was looked for on enough days to be read, the most wanted first. One query."""
    lately = Q(day__gt=timezone.localdate() - A_MONTH)
    rows = (
        Unanswered.objects.values("words_hash")
        .annotate(
            said=Max("words"),
            on_days=Count("pk"),
            in_all=Sum("times"),
            lately=Sum("times", filter=lately, default=0),
            last=Max("day"),
        )
        .exclude(said="")
        .order_by("-lately", "-in_all", "said")
    )
    return [
        Wish(row["said"], row["on_days"], row["in_all"], row["lately"], row["last"])
        for row in rows[:MOST_SHOWN]
    ]


def _count(said: str, today: date) -> None:
    same = Unanswered.objects.filter(words_hash=keyed_hash("search.unanswered", said))
    if same.filter(day=today).update(times=F("times") + 1):
        return
    if Unanswered.objects.filter(day=today).count() >= MOST_ROWS_A_DAY:
        return
    days = same.count() + 1
    Unanswered.objects.create(
        words_hash=keyed_hash("search.unanswered", said),
        day=today,
        words=said if days >= DAYS_UNTIL_READABLE else "",
    )
