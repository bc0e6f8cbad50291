"""Keeps what a visitor sends before anything else is done with it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ldn_site.contact.finding import name_index, reply_index
from ldn_site.contact.models import Message, Sender, State
from ldn_site.contact.notices import NobodyToTell, has_just_failed, tell_the_desk
from ldn_site.guards.hashing import keyed_hash
from ldn_site.pharmacy.models import Location
from ldn_site.trail.recording import VISITOR, record

SAME_WITHIN = timedelta(hours=1)


@transaction.atomic
def receive(
    *,
    name: str,
    reply_to: str,
    subject: str,
    location: Location,
    best_time: str,
    text: str,
    sender: str = Sender.PATIENT,
    is_suspect: bool = False,
) -> Message:
    """Keep a message and tell the desk that one is waiting.

    The same message sent again within an hour (two at the most) is the one already kept. A
    suspect message is kept as spam, and nobody is told: a person may have sent it all the same.
    """
    words = json.dumps([name, reply_to, subject, location.pk, best_time, text])
    now = timezone.now()
    message = Message.objects.filter(fingerprint=fingerprint(words, now - SAME_WITHIN)).first()
    if message:
        return message
    # The database allows each fingerprint once, so two posts at one moment make one message.
    message, is_new = Message.objects.get_or_create(
        fingerprint=fingerprint(words, now),
        defaults={
            "sender": sender,
            "name": name,
            "reply_to": reply_to,
            "name_index": name_index(name),
            "reply_index": reply_index(reply_to),
            "subject": subject,
            "location": location,
            "best_time": best_time,
            "text": text,
            "received_at": now,
            "state": State.SPAM if is_suspect else State.NEW,
            "closed_at": now if is_suspect else None,
        },
    )
    if is_new:
        record("received", message, by=VISITOR)
        if not is_suspect:
            # A fault of the mail server is logged and loses no message: `notify_desk` tries it
            # again. Django logs the name of what failed, which a `partial` does not have.
            transaction.on_commit(lambda: _tell(message), robust=True)
    return message


def fingerprint(words: str, at: datetime) -> str:
    """What `words` are recognized by, for the hour that `at` lies in."""
    hour = int(at.timestamp() // SAME_WITHIN.total_seconds())
    return keyed_hash("contact.message", f"{hour}\n{words}")


def _tell(message: Message) -> None:
    if not has_just_failed():
        with suppress(NobodyToTell):
            tell_the_desk([message])
