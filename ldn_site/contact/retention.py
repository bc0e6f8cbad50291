"""What is held of people who write to us, and for how long."""

from __future__ import annotations

from datetime import timedelta

from ldn_site.contact.models import State
from ldn_site.guards.retention import STAFF, VISITORS, Rule

ALARM_AFTER = timedelta(days=7)  # for a message that nobody has answered

SEALED = "Encrypted with FIELD_KEYS. Only the message desk and managers open it, each time noted."
ONLY_THE_DESK = "Only the message desk and managers see it."

CLOSED = Rule(
    people=VISITORS,
    holds="Name, one way to reply, and the message",
    why="To answer",
    guarded=SEALED,
    kept="{} after the message was closed. An open one is never deleted by the clock; after "
    f"{ALARM_AFTER.days} days without an answer it raises an alarm on the desk.",
    covers=("contact.Message.name", "contact.Message.reply_to", "contact.Message.text"),
    delete_after=timedelta(days=90),
    clock="closed_at",
    only={"state": State.CLOSED, "double_of": None},
)
SPAM = Rule(
    people=VISITORS,
    holds="The same, of a message that is spam",
    why="A person may have sent it all the same",
    guarded=SEALED,
    kept="{} after it was marked as spam, by a person or when it came in",
    covers=("contact.Message.state",),
    delete_after=timedelta(days=30),
    clock="closed_at",
    only={"state": State.SPAM, "double_of": None},
)
VIEWERS = Rule(
    people=STAFF,
    holds="Who has a message open",
    why="So that two people do not answer the same message",
    guarded=ONLY_THE_DESK,
    kept="Until the page is closed, at most {}",
    covers=tuple(f"contact.Viewer.{name}" for name in ("tab", "message", "person", "seen_at")),
    delete_after=timedelta(days=1),
    clock="seen_at",
)
RULES = (
    CLOSED,
    SPAM,
    Rule(
        people=VISITORS,
        holds="What staff wrote down about a message",
        why="So that a colleague can go on",
        guarded=SEALED,
        kept="As long as its message",
        covers=("contact.Note.text",),
    ),
    Rule(
        people=VISITORS,
        holds="Hashes of the name, the way to reply and the whole message",
        why="To find somebody's messages without reading any; to keep the same message once",
        guarded="Made with INDEX_KEY, so that nobody without it can try names against them",
        kept="As long as the message",
        covers=tuple(
            f"contact.Message.{name}" for name in ("name_index", "reply_index", "fingerprint")
        ),
    ),
    Rule(
        people=VISITORS,
        holds="Reference code, topic, location, best time, whether a patient or a prescriber's "
        "office writes, when it came, was closed, and is to be looked at again, and which message "
        "it doubles",
        why="To answer at the right counter, in time",
        guarded=ONLY_THE_DESK,
        kept="As long as the message. The code alone stays in the trail.",
        covers=tuple(
            f"contact.Message.{name}"
            for name in (
                "code",
                "subject",
                "location",
                "best_time",
                "sender",
                "received_at",
                "closed_at",
                "follow_up_on",
                "double_of",
            )
        ),
    ),
    VIEWERS,
    Rule(
        people=STAFF,
        holds="Who has a message in hand, and who wrote which note, when",
        why="So that nobody's message is lost between two people",
        guarded=ONLY_THE_DESK,
        kept="As long as the message",
        covers=(
            "contact.Message.handled_by",
            "contact.Note.message",
            "contact.Note.at",
            "contact.Note.author",
            "contact.Note.author_name",
            "contact.Note.kind",
        ),
    ),
    Rule(
        people=VISITORS,
        holds="The mail that tells the desk of a message",
        why="So that a message is answered soon",
        guarded="It holds a code and a link. The link opens for staff alone.",
        kept="As the pharmacy's mailbox keeps mail",
    ),
)
OF_NOBODY = ("contact.Message.id", "contact.Message.notified_at", "contact.Note.id")
