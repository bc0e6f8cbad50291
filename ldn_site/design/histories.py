"""What a page of history shows, whatever it is the history of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

PER_PAGE = 50
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Item:
    """Something that happened. With a `key`, it left a text that can be compared."""

    at: datetime
    what: str
    who: str = ""
    note: str = ""
    details: Sequence[str] = ()
    key: str = ""
    before: str = ""  # the key of the text that this one took the place of
    is_restorable: bool = False


def changed_in_short(old: models.Model | None, new: models.Model, texts: Mapping[str, Any]) -> str:
    """What one save changed: "text +12 −3 words, title". `texts` names the fields to count in."""
    if old is None:
        return _("first save")
    said = []
    for field in new._meta.concrete_fields:
        if field.name.startswith("history_") or field.name == "version":
            continue
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if before != after:
            name = str(texts.get(field.name, field.verbose_name))
            counts = f" {words_changed(before, after)}" if field.name in texts else ""
            said.append(name + counts)
    return ", ".join(said)


def words_changed(old: str, new: str) -> str:
    """How many words came and went: "+12 −3 words"."""
    before, after = Counter(WORD.findall(old)), Counter(WORD.findall(new))
    came, went = (after - before).total(), (before - after).total()
    if not came and not went:
        return _("(order, signs or spaces)")
    return _("+%(came)d −%(went)d words") % {"came": came, "went": went}


def as_words(row: models.Model, field: models.Field[Any, Any]) -> str:
    """The value of a field for people to compare: a list one to a line, a choice by its name."""
    value = getattr(row, field.attname)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return "".join(f"{_line(item)}\n" for item in value)
    return "" if value is None else str(value)


def _line(item: Any) -> str:
    if isinstance(item, Mapping):
        return ", ".join(f"{key}: {value}" for key, value in item.items())
    return str(item)
