"""What happened to a message: its notes and the steps that staff took, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ldn_site.contact.desk import NOTED, READ, trail_of
from ldn_site.contact.models import Message, Note

STEPS: dict[str, str | Promise] = {
    "received": _("Received"),
    "took": _("Taken in hand"),
    "handed over": _("Handed over"),
    "waits for an answer to": _("Waiting for an answer"),
    "closed": _("Closed"),
    "reopened": _("Opened again"),
    "marked as spam": _("Marked as spam"),
    "marked as not spam": _("Marked as not spam"),
    "set a day for": _("To be looked at again"),
    "merged": _("Merged as a double"),
    "took apart": _("Taken apart again"),
    "exported": _("Downloaded"),
    READ: _("Read"),
}


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    what: str | Promise
    detail: str = ""
    text: str = ""
    code: str = ""  # of the double that a note was written on


@dataclass(frozen=True)
class Past:
    entries: list[Entry]
    readings: list[Entry]


def past_of(message: Message) -> Past:
    """Steps and notes of `message`, with the notes of its doubles; readings are apart."""
    notes = Note.objects.filter(Q(message=message) | Q(message__double_of=message))
    entries = [
        Entry(
            note.at,
            note.author_name,
            note.get_kind_display(),
            text=note.text,
            code=note.message.code if note.message_id != message.pk else "",
        )
        for note in notes.select_related("message").defer(
            "message__name", "message__reply_to", "message__text"
        )
    ]
    readings: list[Entry] = []
    for event in trail_of(message).exclude(verb__in=NOTED.values()):
        what = STEPS.get(event.verb, event.verb)
        entry = Entry(event.at, event.actor_name, what, detail=event.detail)
        (readings if event.verb == READ else entries).append(entry)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return Past(entries, readings)
