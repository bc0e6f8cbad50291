"""What is held of people, and how long: the one table, which the daily job reads too.

Each room says so in a module `retention` of its own, in ``RULES`` and, for what holds nothing
of people, in ``OF_NOBODY``. Rooms are found through Django's registry, so a new one counts as
soon as it is installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.module_loading import module_has_submodule

VISITORS, READERS, STAFF = "People who write to us", "Outside readers", "Staff"


@dataclass(frozen=True)
class Rule:
    """What is held of some people in one place: why, how it is guarded, how long it is kept.

    `covers` names models whole ("trail.Event"), or fields ("contact.Message.name") where a new
    field must not be covered unseen. It is empty for what lies outside the database. In `kept`,
    `{}` stands for `delete_after`. A rule with a `clock`, a field of its one model, can be
    carried out: a row is due so long after that time, where it fits `only`.
    """

    people: str
    holds: str
    why: str
    guarded: str
    kept: str
    covers: Sequence[str] = ()
    delete_after: timedelta | None = None
    clock: str = ""
    only: Mapping[str, object] = field(default_factory=dict)

    @property
    def kept_in_words(self) -> str:
        return self.kept.format(in_words(self.delete_after) if self.delete_after else "")

    @property
    def model(self) -> type[Model]:
        room, name = self.covers[0].split(".")[:2]
        return apps.get_model(room, name)

    def due(self, now: datetime) -> QuerySet[Any]:
        """The rows whose time has come."""
        if not self.clock or self.delete_after is None:
            raise ValueError(f"No clock runs for: {self.holds}")
        before = {f"{self.clock}__lte": now - self.delete_after}
        return self.model._default_manager.filter(**self.only, **before)


def all_rules() -> list[Rule]:
    return [rule for room in _rooms() for rule in room.RULES]


def nobodys() -> set[str]:
    """Models and fields that hold nothing of people."""
    return {name for room in _rooms() for name in getattr(room, "OF_NOBODY", ())}


def in_words(time: timedelta) -> str:
    if time.days:
        return "1 day" if time.days == 1 else f"{time.days} days"
    minutes = time.seconds // 60
    return f"{minutes // 60} hours" if minutes >= 120 else f"{minutes} minutes"


def _rooms() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.name.startswith("ldn_site.") and module_has_submodule(config.module, "retention"):
            yield import_module(f"{config.name}.retention")
