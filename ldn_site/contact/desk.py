"""What staff do with a message, step by step: the one place where a message changes.

Each step is in the trail, and none of the words are. Whoever takes a step says what they `saw`
of the message (`sight_of`). Where a colleague was quicker, nothing is done and they are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.contact.models import Message, Note, NoteKind, State
from ldn_site.contact.trays import DONE
from ldn_site.trail.models import Event
from ldn_site.trail.recording import record

WORDS = ("name", "reply_to", "text")
READ_AGAIN_AFTER = timedelta(hours=1)
READ = "read"

# What the trail calls each kind of note.
NOTED = {
    NoteKind.NOTE: "made a note on",
    NoteKind.PHONED: "answered by phone",
    NoteKind.MAILED: "answered by e-mail",
    NoteKind.TRIED: "tried to reach",
}


class Meanwhile(Exception):
    """A colleague changed the message since it was looked at. Says in words who and what."""


def sight_of(message: Message) -> str:
    """Where `message` stands, in short: two people who see the same have the same here."""
    parts = (message.state, message.handled_by_id, message.follow_up_on, message.double_of_id)
    return "/".join(str(part or "") for part in parts)


def trail_of(message: Message) -> QuerySet[Event]:
    """What the trail says of `message`, newest first."""
    # Its own number is in no index of the trail, its day is.
    since = message.received_at - timedelta(days=1)
    kind = Message._meta.verbose_name_raw
    return Event.objects.filter(at__gte=since, thing_kind=kind, thing_id=str(message.pk))


def read(message: Message, *, by: User) -> None:
    """Note that `by` has the words of `message` on the screen, once in an hour."""
    lately = timezone.now() - READ_AGAIN_AFTER
    if not trail_of(message).filter(verb=READ, actor_id=by.pk, at__gt=lately).exists():
        record(READ, message, by=by)


def take(message: Message, *, by: User, saw: str) -> None:
    _step(message, "took", by=by, saw=saw, state=State.IN_HAND, handled_by=by)


def hand_over(message: Message, *, to: User, by: User, saw: str) -> None:
    """`to` goes on with it."""
    named = f"to {to}"
    _step(message, "handed over", by=by, saw=saw, detail=named, state=State.IN_HAND, handled_by=to)


def wait(message: Message, *, until: date, by: User, saw: str) -> None:
    """Somebody else has to answer now; `by` looks at it again on the day `until`."""
    values = {"state": State.WAITING, "handled_by": by, "follow_up_on": until}
    _step(message, "waits for an answer to", by=by, saw=saw, detail=f"until {until}", **values)


def close(message: Message, *, by: User, saw: str) -> None:
    _step(message, "closed", by=by, saw=saw, state=State.CLOSED, follow_up_on=None)


def reopen(message: Message, *, by: User, saw: str) -> None:
    _step(message, "reopened", by=by, saw=saw, state=State.IN_HAND, handled_by=by)


def mark_spam(message: Message, *, by: User, saw: str) -> None:
    _step(message, "marked as spam", by=by, saw=saw, state=State.SPAM, follow_up_on=None)


def mark_not_spam(message: Message, *, by: User, saw: str) -> None:
    _step(message, "marked as not spam", by=by, saw=saw, state=State.NEW, handled_by=None)


def look_again(message: Message, *, on: date | None, by: User, saw: str) -> None:
    """Ask for `message` to be looked at again on a day; None takes the day away."""
    detail = f"on {on}" if on else "no day"
    _step(message, "set a day for", by=by, saw=saw, detail=detail, follow_up_on=on)


@transaction.atomic
def write_down(message: Message, *, by: User, text: str = "", kind: str = NoteKind.NOTE) -> Note:
    """Keep a note. It is never changed, so that nobody writes over a colleague's."""
    note = Note.objects.create(
        message=_locked(message), author=by, author_name=str(by), kind=kind, text=text
    )
    record(NOTED[NoteKind(kind)], message, by=by)
    return note


@transaction.atomic
def merge(message: Message, *, into: Message, by: User, saw: str) -> None:
    """Close `message` as a double of `into`, an older one of the same person.

    Doubles of its own go with it. Where the older one was done with and this one was not, the
    older one is opened again, so that nobody waits unseen.
    """
    older, stored = _locked(into), _locked(message)
    if older.double_of_id or older.pk == stored.pk or not same_person(stored, older):
        raise Meanwhile(_("That message cannot take this one in. Look at both again."))
    values = {"double_of": older, "state": State.CLOSED, "follow_up_on": None}
    _step(message, "merged", by=by, saw=saw, detail=f"into {older.code}", **values)
    stored.doubles.update(double_of=older)
    if older.state in DONE and stored.state not in DONE:
        _reopen_as_it_was(older, by=by, detail=f"{stored.code} was merged into it")
    elif older.state in DONE:
        older.closed_at = timezone.now()  # the newer one is kept no shorter than alone
        older.save(update_fields=["closed_at"])


@transaction.atomic
def take_apart(message: Message, *, by: User, saw: str) -> None:
    """Undo a merge: `message` is to be answered by itself again."""
    stored = _locked(message)
    if not stored.double_of:
        return
    values = {"double_of": None, "state": _state_before(stored)}
    detail = f"from {stored.double_of.code}"
    _step(message, "took apart", by=by, saw=saw, detail=detail, **values)


def same_person(message: Message, other: Message) -> bool:
    """Whether both give the same name, or the same phone number or e-mail address."""
    return bool(
        (message.reply_index and message.reply_index == other.reply_index)
        or (message.name_index and message.name_index == other.name_index)
    )


def of_one_person(message: Message) -> QuerySet[Message]:
    """`message` and all others that may come from the same person, oldest first."""
    wanted = Q(pk=message.pk) | Q(double_of=message)
    if message.reply_index:
        wanted |= Q(reply_index=message.reply_index)
    if message.name_index:
        wanted |= Q(name_index=message.name_index)
    return Message.objects.filter(wanted).order_by("received_at", "pk")


@transaction.atomic
def delete(message: Message, *, by: User) -> None:
    """Delete `message` and its doubles for good. The codes stay in the trail."""
    for double in message.doubles.defer(*WORDS):
        record("deleted", double, by=by, detail=f"a double of {message.code}")
    record("deleted", message, by=by)
    message.delete()


@transaction.atomic
def delete_all(messages: Iterable[Message], *, by: User) -> int:
    """Delete what one person sent, because they asked. Returns how many messages went."""
    numbers = [message.pk for message in messages]
    gone = 0
    for message in Message.objects.defer(*WORDS).filter(pk__in=numbers):
        if Message.objects.filter(pk=message.pk).exists():  # it may have gone as a double
            gone += 1 + message.doubles.count()
            delete(message, by=by)
    return gone


@transaction.atomic
def exported(messages: Iterable[Message], *, by: User) -> None:
    """Note that `by` downloaded all that is held on `messages`."""
    for message in messages:
        record("exported", message, by=by)


def _locked(message: Message) -> Message:
    stored = Message.objects.select_for_update().defer(*WORDS).filter(pk=message.pk).first()
    if stored is None:
        raise Meanwhile(_("This message was deleted while you looked at it."))
    return stored


@transaction.atomic
def _step(
    message: Message, verb: str, *, by: User, saw: str, detail: str = "", **values: Any
) -> None:
    """Store `values` where the message still stands as it was seen; in the trail as `verb`."""
    stored = _locked(message)
    if all(getattr(stored, name) == value for name, value in values.items()):
        return  # done already, as by a second press of the same button
    if stored.double_of_id and "double_of" not in values:
        raise Meanwhile(_("This message was merged into another one. Take the step there."))
    if sight_of(stored) != saw:
        raise Meanwhile(_what_happened(stored, by))
    _store(stored, verb, by=by, detail=detail, **values)
    for name in values:
        setattr(message, name, getattr(stored, name))


def _store(stored: Message, verb: str, *, by: User, detail: str = "", **values: Any) -> None:
    if "state" in values:
        values["closed_at"] = timezone.now() if values["state"] in DONE else None
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(values))
    record(verb, stored, by=by, detail=detail)


def _reopen_as_it_was(stored: Message, *, by: User, detail: str) -> None:
    _store(stored, "reopened", by=by, detail=detail, state=_state_before(stored))


def _state_before(stored: Message) -> str:
    """The state of a message that is opened again without being taken by anybody."""
    return State.IN_HAND if stored.handled_by_id else State.NEW


def _what_happened(stored: Message, by: User) -> str:
    last = trail_of(stored).exclude(verb__in=[READ, *NOTED.values()]).first()
    values = {
        "who": last.actor_name if last else _("Somebody"),
        "state": stored.get_state_display().lower(),
        "hands": stored.handled_by or _("nobody"),
    }
    if last and last.actor_id == by.pk:
        return _("You changed this message elsewhere, so nothing was done now. Look again.")
    return (
        _(
            "%(who)s changed this message while you looked at it, so nothing of yours was done. "
            "It is %(state)s now, in the hands of %(hands)s."
        )
        % values
    )
