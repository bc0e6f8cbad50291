"""What is held on one person, in a form that they can take home."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ldn_site.contact.models import Message


def as_json(messages: Iterable[Message]) -> str:
    """For programs. Names are those of the fields, moments are ISO 8601."""
    data = [
        {
            "code": message.code,
            "received_at": message.received_at.isoformat(),
            "sender": message.sender,
            "name": message.name,
            "reply_to": message.reply_to,
            "subject": message.subject,
            "location": message.location_id,
            "best_time": message.best_time,
            "text": message.text,
            "state": message.state,
            "closed_at": message.closed_at.isoformat() if message.closed_at else None,
            "notes": [
                {
                    "at": note.at.isoformat(),
                    "who": note.author_name,
                    "kind": note.kind,
                    "text": note.text,
                }
                for note in message.notes.all()
            ],
        }
        for message in messages
    ]
    return json.dumps({"messages": data}, ensure_ascii=False, indent=2) + "\n"


def as_text(messages: Iterable[Message]) -> str:
    """For people."""
    return "\n\n".join(_in_words(message) for message in messages) + "\n"


def _in_words(message: Message) -> str:
    facts: list[tuple[str, Any]] = [
        (_("Message"), message.code),
        (_("Received"), _moment(message.received_at)),
        (_("From"), message.get_sender_display()),
        (_("Name"), message.name),
        (_("Phone or e-mail"), message.reply_to),
        (_("About"), message.get_subject_display()),
        (_("Location"), message.location),
        (_("Best time"), message.get_best_time_display()),
        (_("State"), message.get_state_display()),
    ]
    parts = ["\n".join(f"{label}: {value}" for label, value in facts), message.text]
    parts += [
        f"{_moment(note.at)}, {note.author_name}: {note.get_kind_display()}\n{note.text}".rstrip()
        for note in message.notes.all()
    ]
    return "\n\n".join(parts)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
