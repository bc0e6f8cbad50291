"""How many messages one visitor may send: ten, each of which counts for ten minutes.

Ten more are for words of danger, so that nobody's cry for help waits for those who share their
connection.
"""

import logging

from django.http import HttpRequest

from ldn_site.guards.limits import Limit
from ldn_site.guards.network import network_of

MESSAGES = Limit("contact", places=10, seconds=10 * 60)
OF_DANGER = Limit("contact.danger", places=10, seconds=10 * 60)

log = logging.getLogger(__name__)


def seconds_to_wait(request: HttpRequest, *, is_of_danger: bool = False) -> int:
    """0 where the visitor may send now, and then this message is counted."""
    limit = OF_DANGER if is_of_danger else MESSAGES
    try:
        return limit.count(network_of(request)).seconds_to_wait
    except Exception:
        # A limit that cannot be kept must not keep a patient's message out.
        log.exception("The cache cannot count messages; this one was let through.")
        return 0
