"""What a fault leaves in the log: where it was and of what kind, and nothing that was typed."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator
from traceback import TracebackException

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError

# These tell of the installation. The words of any other error may quote what a visitor wrote,
# searched for, or sent long ago and staff have just opened.
TOLD_WHOLE = (ImproperlyConfigured, InterfaceError, OperationalError, OSError)


class NothingTyped(logging.Formatter):
    """Leaves out the words of errors."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error:
            record = copy.copy(record)
            record.exc_text = "".join(_lines(TracebackException.from_exception(error), error))
        return super().format(record).rstrip("\n")


def _lines(trace: TracebackException, error: BaseException) -> Iterator[str]:
    """As Python prints it, with the errors that led to it first."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = trace.__cause__ or (None if error.__suppress_context__ else trace.__context__)
    if cause and before:
        yield from _lines(before, cause)
        yield "\nand then:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from trace.stack.format()
    words = str(error) if isinstance(error, TOLD_WHOLE) else "(its words are left out)"
    yield f"{type(error).__module__}.{type(error).__qualname__}: {words}\n"
