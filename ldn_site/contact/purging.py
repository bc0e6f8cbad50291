"""Deletes messages whose time has come, by the table in contact/retention.py."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from ldn_site.contact.models import Message
from ldn_site.contact.retention import CLOSED, SPAM
from ldn_site.contact.trays import DONE
from ldn_site.trail.recording import record

PURGE_RUNS_WITHIN = timedelta(days=2)  # it runs once a day


def due(now: datetime) -> QuerySet[Message]:
    """The messages to be deleted now. Their doubles go with them, and have no clock."""
    return _unread(CLOSED.due(now) | SPAM.due(now))


def kept_too_long(now: datetime) -> int:
    """How many messages are here still because the daily job has not run."""
    return due(now - PURGE_RUNS_WITHIN).count()


def start_clocks(now: datetime) -> int:
    """What was closed or marked as spam past the desk has no time of it: its clock starts now."""
    return Message.objects.filter(state__in=DONE, closed_at=None).update(closed_at=now)


def purge(message: Message, now: datetime) -> list[str]:
    """Delete `message` and its doubles, unless somebody has just taken it up again.

    Returns the codes of what was deleted. The trail keeps them, and nothing else.
    """
    with transaction.atomic():
        # Locked, then looked at again: whoever reopened it first keeps it.
        locked = _unread(Message.objects.select_for_update()).filter(pk=message.pk).first()
        if locked is None or not due(now).filter(pk=message.pk).exists():
            return []
        gone = [locked, *_with_doubles(locked)]
        for each in gone:
            record("deleted after its time", each, by=None)
        locked.delete()
    return [each.code for each in gone]


def _with_doubles(message: Message) -> list[Message]:
    """All that double `message`, and what doubles those."""
    doubles = list(_unread(Message.objects.filter(double_of=message)))
    return [*doubles, *(each for double in doubles for each in _with_doubles(double))]


def _unread(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Without the words: what no key opens any more must still be deleted in time."""
    return messages.only("pk", "code")
