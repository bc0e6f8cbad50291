"""Work that nobody waits for, so that how long it takes says nothing.

A mail to an address that has an account takes longer than none to one that has not, and
anybody could tell the two apart by the clock.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

# By then the answer is out, and is not slowed down by the work that it must not betray.
SECONDS_BEFORE = 0.5

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")

log = logging.getLogger(__name__)


def soon(job: Callable[[], object]) -> None:
    """Do `job` after what is waiting already. What it raises is logged."""
    _worker.submit(_do, job)


def _do(job: Callable[[], object]) -> None:
    time.sleep(SECONDS_BEFORE)
    try:
        job()
    except Exception:
        log.exception("Work in the background failed.")
    finally:
        connections.close_all()
