"""The arms of a study: one row for each group and outcome, with the paper's own numbers."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ldn_site.design.words import UNPRINTABLE
from ldn_site.markup import Arm

WORDS = ("name", "outcome", "unit", "at")
MEASURES = ("events", "percent", "mean")
KEYS = ("name", "n", "outcome", *MEASURES, "sd", "ci95", "unit", "at")
# What a content file can hold, so that an export can always be imported again.
LARGEST = 10**12
WRITTEN = re.compile(r"-?\d{1,12}(\.\d{1,12})?")
MOST_PEOPLE = 999_999_999


def clean_arms(value: object) -> list[dict[str, Any]]:
    """`value` as rows with their keys in the fixed order, blanks left out.

    Raises ValidationError with one message for each fault, naming the row and the remedy.
    """
    if not isinstance(value, list):
        raise ValidationError(_("The arms must be a list, one row for each group and outcome."))
    faults, rows = [], []
    for number, row in enumerate(value, start=1):
        if isinstance(row, Mapping):
            faults += [_("Arm %d: %s") % (number, fault) for fault in _faults(row)]
            rows.append({key: row[key] for key in KEYS if row.get(key) not in (None, "")})
        else:
            faults.append(_("Arm %d: expected a row of names and values.") % number)
    if faults:
        raise ValidationError(faults)
    return rows


def as_arm(row: Mapping[str, Any]) -> Arm:
    """A cleaned row as the renderer takes it."""
    values = {key: row[key] for key in KEYS if key in row}
    if "ci95" in values:
        values["ci95"] = tuple(values["ci95"])
    return Arm(**values)


def _faults(row: Mapping[str, Any]) -> list[str]:
    faults = [
        _('unknown key "%s"; the keys are %s.') % (key, ", ".join(KEYS))
        for key in row
        if key not in KEYS
    ]
    faults += [
        _('"%s" is missing or not text.') % key
        for key in WORDS
        if not isinstance(row.get(key), str) or not row[key].strip() or UNPRINTABLE.search(row[key])
    ]
    n, given = row.get("n"), [key for key in MEASURES if row.get(key) is not None]
    if n is not None and (not _is_whole(n) or not 1 <= n <= MOST_PEOPLE):
        faults.append(_("n must be a whole number of people, or left out."))
    if len(given) != 1:
        faults.append(_("give exactly one of events, percent and mean."))
    elif not _is_number(row[given[0]]):
        faults.append(_("%s must be a number.") % given[0])
    elif given == ["events"]:
        if not _is_whole(row["events"]) or not _is_whole(n) or not 0 <= row["events"] <= n:
            faults.append(_("events counts people out of n, so it needs n and cannot pass it."))
    elif given == ["percent"] and not 0 <= row["percent"] <= 100:
        faults.append(_("percent goes from 0 to 100; use mean for anything else."))
    if row.get("sd") is not None and not _is_number(row["sd"]):
        faults.append(_("sd must be a number."))
    interval = row.get("ci95")
    if interval is not None and not (
        isinstance(interval, list) and len(interval) == 2 and all(map(_is_number, interval))
    ):
        faults.append(_("ci95 holds two numbers: [low, high]."))
    return faults


def _is_number(value: object) -> bool:
    """Whether `value` is a number of a sensible size, which leaves out infinity and NaN."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -LARGEST < value < LARGEST and bool(WRITTEN.fullmatch(f"{Decimal(repr(value)):f}"))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
