"""How a room says what it holds of people: why, how it is guarded and how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Rule:
    """What is held of people in some fields of one model.

    `model` is a label such as "contact.Message", `fields` are names of its fields. `kept` says
    in words how long; `delete_after` is the same for the command that deletes, and None where
    the words name who deletes. `guarded` says how it is kept from others.
    """

    model: str
    fields: Sequence[str]
    holds: str
    why: str
    kept: str
    guarded: str
    delete_after: timedelta | None = None
