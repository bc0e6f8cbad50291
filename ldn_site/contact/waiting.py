"""What waits for a person at the message desk: numbers only, never a visitor's words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.contact.trays import counts, sorted_out
from ldn_site.design.waiting import Group, Item, Urgency


def waiting_for(person: User) -> list[Group]:
    """The messages that `person` may see, by what is to be done; nothing without the right."""
    if not person.has_perm("contact.view_message"):
        return []
    numbers = counts(sorted_out(), person=person, now=timezone.now())
    items = (
        Item(
            _("to read first"),
            numbers["first"],
            _tray("first"),
            Urgency.NOW,
            _("Messages to read first"),
            _("Their words may tell of danger."),
        ),
        Item(
            _("unanswered for 7 days"),
            numbers["alarm"],
            _tray("alarm"),
            Urgency.NOW,
            _("Messages nobody answered for 7 days"),
            _("Answer them today."),
        ),
        Item(
            _("overdue"),
            numbers["overdue"],
            _tray("overdue"),
            Urgency.NOW,
            _("Overdue messages"),
            _("They have waited for more than one working day."),
        ),
        Item(
            _("new"),
            numbers["new"],
            _tray("new"),
            Urgency.NOW,
            _("New messages"),
            _("Somebody waits for an answer."),
        ),
        Item(
            _("to look at again"),
            numbers["due"],
            _tray("due"),
            Urgency.NOW,
            _("Messages to look at again"),
            _("The day that was set has come."),
        ),
        Item(
            _("in your hands"),
            numbers["mine"],
            _tray("mine"),
            Urgency.SOON,
            _("Messages in your hands"),
            _("Finish them, or hand them on."),
        ),
        Item(_("in hand"), numbers["in-hand"], _tray("in-hand")),
        Item(_("waiting for an answer"), numbers["waiting"], _tray("waiting")),
        Item(_("spam to look through"), numbers["spam"], _tray("spam")),
    )
    return [Group("messages", _("Messages"), items)]


def _tray(name: str) -> str:
    return f"{reverse('admin:contact_message_changelist')}?{urlencode({'tray': name})}"
