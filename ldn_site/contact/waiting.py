"""What waits for a person at the message desk: numbers only, never a visitor's words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.contact.models import Message, State
from ldn_site.design.waiting import Group, Item, Urgency


def waiting_for(person: User) -> list[Group]:
    """The messages that `person` may see, by what is to be done; nothing without the right."""
    if not person.has_perm("contact.view_message"):
        return []
    counts = Message.objects.aggregate(
        new=Count("pk", filter=Q(state=State.NEW)),
        mine=Count("pk", filter=Q(state=State.IN_HAND, handled_by=person)),
        in_hand=Count("pk", filter=Q(state=State.IN_HAND)),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
    )
    items = (
        Item(
            _("new"),
            counts["new"],
            _list_url(state__exact=State.NEW),
            Urgency.NOW,
            _("New messages"),
            _("Somebody waits for an answer."),
        ),
        Item(
            _("in your hands"),
            counts["mine"],
            _list_url(state__exact=State.IN_HAND, handled_by__id__exact=person.pk),
            Urgency.SOON,
            _("Messages in your hands"),
            _("Finish them, or hand them on."),
        ),
        Item(_("in hand"), counts["in_hand"], _list_url(state__exact=State.IN_HAND)),
        Item(_("waiting for an answer"), counts["waiting"], _list_url(state__exact=State.WAITING)),
    )
    return [Group("messages", _("Messages"), items)]


def _list_url(**answers: object) -> str:
    return f"{reverse('admin:contact_message_changelist')}?{urlencode(answers)}"
