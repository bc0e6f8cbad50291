"""A day and time at the pharmacy, as staff type it and as the desk says it."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import timezone as fixed
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FARTHEST_YEARS = 100  # a later year is a slip of the keyboard


class LocalMoment(forms.DateTimeField):
    """A moment ahead, in the pharmacy's own time.

    Twice a year the clocks change: an hour that there is not, or twice, is said in words.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": gettext_lazy("Give a day and a time, such as 2027-01-31 and 09:00."),
        "required": gettext_lazy("Give a day and a time."),
    }

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        with timezone.override(fixed.utc):  # the clock's own words, before any zone
            typed = super().to_python(value)
        assert typed is not None
        if typed.year > timezone.localdate().year + FARTHEST_YEARS:
            raise ValidationError(_("This is too far ahead. Is the year right?"))
        moment = _at_the_pharmacy(typed.replace(tzinfo=None))
        now = timezone.now()
        if moment < now - timedelta(minutes=1):
            raise ValidationError(
                _("That time has passed: it is %(now)s now. Give a time ahead.")
                % {"now": in_words(now)}
            )
        return moment


def _at_the_pharmacy(typed: datetime) -> datetime:
    zone = timezone.get_current_timezone()
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    clock = date_format(typed, "P")
    if (first.utcoffset() or timedelta()) < (second.utcoffset() or timedelta()):
        later = date_format(typed + timedelta(hours=1), "P")
        raise ValidationError(
            _("There is no %(clock)s on that day: the clocks go forward. Choose %(later)s.")
            % {"clock": clock, "later": later}
        )
    raise ValidationError(
        _("%(clock)s comes twice on that day: the clocks go back. Choose a time before or after.")
        % {"clock": clock}
    )


def in_words(moment: datetime) -> str:
    """Weekday, day, time and zone: "Monday, January 4, 2027, 9 a.m., Texas time (CST)"."""
    local = timezone.localtime(moment)
    return _("%(when)s, Texas time (%(zone)s)") % {
        "when": date_format(local, "l, F j, Y, P"),
        "zone": local.tzname(),
    }
