"""The trays that messages lie in. A number on the desk and the list it leads to are the same
condition, which is in this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.models import User
from ldn_site.contact.ages import alarming_before, overdue_before
from ldn_site.contact.models import Message, Note, NoteKind, State
from ldn_site.contact.urgent import to_read_first

OPEN = (State.NEW, State.IN_HAND, State.WAITING)
DONE = (State.CLOSED, State.SPAM)
ANSWERS = (NoteKind.PHONED, NoteKind.MAILED)
UNANSWERED = Q(state__in=(State.NEW, State.IN_HAND), is_answered=False)


@dataclass(frozen=True)
class Tray:
    """Messages that belong together. `hides_when_empty`: is only spoken of when it holds some."""

    label: str | Promise
    condition: Callable[[User, datetime], Q]
    hides_when_empty: bool = False
    is_done: bool = False


def _is_to_be_read_first(_person: User, _now: datetime) -> Q:
    # Never an empty list: Django would take it for a reason to count nothing in any tray.
    # Without spam, of which a flood must not hide a person.
    people = Message.objects.exclude(state=State.SPAM)
    return UNANSWERED & Q(pk__in=[0, *to_read_first(people)])


TRAYS: dict[str, Tray] = {
    "open": Tray(_("To do"), lambda _person, _now: Q(state__in=OPEN)),
    "first": Tray(
        _("Read first"),
        _is_to_be_read_first,
        hides_when_empty=True,
    ),
    "new": Tray(_("New"), lambda _person, _now: Q(state=State.NEW)),
    "mine": Tray(
        _("In my hands"),
        lambda person, _now: Q(state__in=(State.IN_HAND, State.WAITING), handled_by=person),
    ),
    "in-hand": Tray(_("In hand"), lambda _person, _now: Q(state=State.IN_HAND)),
    "waiting": Tray(_("Waiting for an answer"), lambda _person, _now: Q(state=State.WAITING)),
    "overdue": Tray(
        _("Overdue"),
        lambda _person, now: UNANSWERED & Q(received_at__lt=overdue_before(now)),
        hides_when_empty=True,
    ),
    "alarm": Tray(
        _("Unanswered for 7 days"),
        lambda _person, now: UNANSWERED & Q(received_at__lt=alarming_before(now)),
        hides_when_empty=True,
    ),
    "due": Tray(
        _("To look at again"),
        lambda _person, now: Q(state__in=OPEN, follow_up_on__lte=timezone.localdate(now)),
        hides_when_empty=True,
    ),
    "closed": Tray(_("Closed"), lambda _person, _now: Q(state=State.CLOSED), is_done=True),
    "spam": Tray(_("Spam"), lambda _person, _now: Q(state=State.SPAM), is_done=True),
}


def sorted_out(messages: QuerySet[Message] | None = None) -> QuerySet[Message]:
    """`messages` (all, where none are given) with what the conditions of the trays ask of."""
    answers = Note.objects.filter(message=OuterRef("pk"), kind__in=ANSWERS)
    start = Message.objects.all() if messages is None else messages
    return start.annotate(is_answered=Exists(answers))


def counts(messages: QuerySet[Message], *, person: User, now: datetime) -> dict[str, int]:
    """How many of `messages` lie in each tray, as `person` sees them, by one query."""
    counted: dict[str, int] = messages.aggregate(
        **{name: Count("pk", filter=tray.condition(person, now)) for name, tray in TRAYS.items()}
    )
    return counted
