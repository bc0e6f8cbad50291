"""Which messages to read first: only that is told of their words, and nothing of it is stored."""

from __future__ import annotations

from functools import lru_cache

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ldn_site.contact.crisis import Care, care_for
from ldn_site.contact.models import Message, State
from ldn_site.guards.sealing import unseal

MOST_LOOKED_AT = 300  # the newest; what is closed is never looked at
WAITING_TO_BE_READ = (State.NEW, State.IN_HAND, State.SPAM)

# What a pharmacist does first.
WHAT_TO_DO: dict[Care, str | Promise] = {
    Care.EMERGENCY: _(
        "This may be an emergency. Call the person now. If they are in danger, they need 911."
    ),
    Care.CRISIS: _(
        "This person may think of harming themselves. Call them now. They can call or text 988 "
        "at any hour; for Spanish, press 2."
    ),
    Care.POISON: _(
        "Somebody may have taken too much, or something that was not for them. Call now. Poison "
        "Help: 1-800-222-1222."
    ),
    Care.OPIOID: _(
        "This may be an opioid taken with naltrexone. Call now. Whoever feels sick needs 911; "
        "whoever feels fine calls Poison Help: 1-800-222-1222."
    ),
    Care.REACTION: _("This may be a bad reaction. A pharmacist calls today."),
}


def to_read_first(messages: QuerySet[Message]) -> set[int]:
    """The numbers of those of `messages` that hold words of danger and wait to be read.

    Where a key is lost nothing can be marked, and the list still opens.
    """
    sealed = (
        messages.filter(state__in=WAITING_TO_BE_READ)
        .annotate(sealed=Cast("text", TextField()))
        .order_by("-received_at")
        .values_list("pk", "sealed")
    )
    return {pk for pk, text in sealed[:MOST_LOOKED_AT] if _tells_of_danger(text)}


def what_to_do(text: str) -> list[str | Promise]:
    """What to do first about a message with these words, the most urgent first."""
    return [WHAT_TO_DO[care] for care in care_for(text)]


def _tells_of_danger(sealed: str) -> bool:
    try:
        return _danger_in(sealed)
    except ImproperlyConfigured:
        return False


# A long message takes some milliseconds, and the inbox is opened all day long. What is remembered
# here, in this process alone, is ciphertext and a yes or no.
@lru_cache(maxsize=2_000)
def _danger_in(sealed: str) -> bool:
    return bool(sealed and care_for(unseal(sealed, what="a stored message")))
