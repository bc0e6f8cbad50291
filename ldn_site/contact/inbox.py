"""The lines of the inbox: who waits, for how long, and what is urgent. No word of a visitor."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.models import User
from ldn_site.contact.ages import alarming_before, overdue_before
from ldn_site.contact.desk import WORDS
from ldn_site.contact.models import Message, State
from ldn_site.contact.trays import DONE, TRAYS, UNANSWERED, Tray, sorted_out
from ldn_site.contact.urgent import to_read_first


@dataclass(frozen=True)
class Mark:
    """Why a message needs somebody. `name` is for the style sheet."""

    name: str
    label: str | Promise


READ_FIRST = Mark("first", _("Read first"))
ALARM = Mark("alarm", _("Unanswered for 7 days"))
OVERDUE = Mark("overdue", _("Overdue"))
LOOK_TODAY = Mark("due", _("Look at it today"))
LOOK_PAST = Mark("due", _("Was to be looked at again"))


@dataclass(frozen=True)
class Line:
    message: Message
    age: str
    marks: tuple[Mark, ...]


def in_order(messages: QuerySet[Message], tray: Tray, first: Collection[int]) -> QuerySet[Message]:
    """What to take up first stands first; what is done with stands by when it was done.

    Of the rest, what was never answered comes first, and the oldest of that.
    """
    shown = messages.select_related("location", "handled_by").defer(*WORDS)
    if tray.is_done:
        return shown.order_by("-closed_at", "-received_at", "-pk")
    place = Case(
        When(UNANSWERED, pk__in=first, then=Value(0)),
        When(UNANSWERED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return shown.order_by(place, "received_at", "pk")


def lines(messages: Iterable[Message], *, first: Collection[int], now: datetime) -> list[Line]:
    return [
        Line(message, age_of(message, now), marks_of(message, first, now)) for message in messages
    ]


def age_of(message: Message, now: datetime) -> str:
    """How long ago `message` came, as "3 hours"."""
    return timesince(message.received_at, now, depth=1)


def marks_of(message: Message, first: Collection[int], now: datetime) -> tuple[Mark, ...]:
    """What is urgent about `message`, which comes from `trays.sorted_out`."""
    marks = []
    is_unanswered = message.state in (State.NEW, State.IN_HAND) and not message.is_answered  # type: ignore[attr-defined]
    if message.pk in first and (is_unanswered or message.state == State.SPAM):
        marks.append(READ_FIRST)
    if message.state in DONE:
        return tuple(marks)
    if is_unanswered and message.received_at < alarming_before(now):
        marks.append(ALARM)
    elif is_unanswered and message.received_at < overdue_before(now):
        marks.append(OVERDUE)
    today = timezone.localdate(now)
    if message.follow_up_on and message.follow_up_on <= today:
        marks.append(LOOK_TODAY if message.follow_up_on == today else LOOK_PAST)
    return tuple(marks)


def next_after(message: Message, *, person: User) -> Message | None:
    """What `person` goes on with after `message`: new, or in their own hands."""
    theirs = Q(state=State.NEW) | Q(state=State.IN_HAND, handled_by=person)
    waiting = sorted_out().filter(theirs).exclude(pk=message.pk)
    return in_order(waiting, TRAYS["open"], to_read_first(waiting)).first()
