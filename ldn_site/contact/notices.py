"""Tells the desk by mail that messages wait. Only codes and a link are sent.

What people write may tell of their health: it belongs behind the login, not in a mailbox.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ldn_site.contact.models import Message, State
from ldn_site.pharmacy.facts import the_pharmacy

# For so long nobody else tells of a message; a process that dies meanwhile holds it no longer.
SECONDS_IN_HAND = 60
# For so long after a fault no visitor waits for the mail server; `notify_desk` tries it meanwhile.
SECONDS_LEFT_ALONE = 60
FAILED = "notice.failed"
MOST_CODES = 20

log = logging.getLogger(__name__)


class NobodyToTell(Exception):
    """No e-mail for notices is filled in."""


def untold() -> QuerySet[Message]:
    """New messages that no mail went out for. Without their words, which no mail needs."""
    waiting = Message.objects.filter(state=State.NEW, notified_at=None).order_by("received_at")
    return waiting.only("pk", "code")


def tell_the_desk(messages: Iterable[Message]) -> int:
    """Send one mail for those of `messages` that nobody else is telling of; returns how many.

    Raises NobodyToTell, or what the mail server has to say; then none of them counts as told.
    """
    taken = [message for message in messages if _take(message)]
    if not taken:
        return 0
    try:
        address = the_pharmacy().desk_email
        if not address:
            raise NobodyToTell
        send_mail(_subject(taken), _words(taken), None, [address])
    except Exception as error:
        cache.delete_many([_name(message) for message in taken])
        if not isinstance(error, NobodyToTell):
            cache.set(FAILED, True, SECONDS_LEFT_ALONE)
        raise
    Message.objects.filter(pk__in=[message.pk for message in taken]).update(
        notified_at=timezone.now()
    )
    return len(taken)


def has_just_failed() -> bool:
    """Whether the mail server failed within the last minute, as far as the cache can tell."""
    try:
        return bool(cache.get(FAILED))
    except Exception:
        return False


def _take(message: Message) -> bool:
    try:
        return cache.add(_name(message), True, SECONDS_IN_HAND)
    except Exception:
        # Being told twice is better than not at all.
        log.exception("The cache cannot tell who sends a notice; this one was sent.")
        return True


def _name(message: Message) -> str:
    return f"notice:{message.code}"


def _subject(messages: list[Message]) -> str:
    if len(messages) == 1:
        return _("A message is waiting: %(code)s") % {"code": messages[0].code}
    count = len(messages)
    return ngettext("%(n)d message is waiting", "%(n)d messages are waiting", count) % {"n": count}


def _words(messages: list[Message]) -> str:
    if len(messages) == 1:
        path = reverse("admin:contact_message_change", args=[messages[0].pk])
    else:
        waiting = urlencode({"tray": State.NEW})
        path = f"{reverse('admin:contact_message_changelist')}?{waiting}"
    words = _("Read and answer here:\n%(link)s\n") % {"link": f"{settings.SITE_URL}{path}"}
    if len(messages) > 1:
        codes = [message.code for message in messages[:MOST_CODES]]
        words += "\n" + "\n".join(codes) + ("\n…\n" if len(messages) > MOST_CODES else "\n")
    return words
