"""Lists of words: kept as JSON lists, edited one to a line."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# Control characters and halves of characters: PostgreSQL or an answer in UTF-8 fails on some.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class WordsField(forms.CharField):
    """A list of words or phrases, one to a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = value if isinstance(value, str) else "\n".join(value or [])
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def refuse_all_but_words(row: models.Model, *names: str) -> None:
    """Raise ValidationError for each field in `names` that is not a list of words."""
    faults = {
        name: _("Give a list of words, one to a line, without empty ones.")
        for name in names
        if not isinstance(getattr(row, name), list)
        or not all(_is_word(word) for word in getattr(row, name))
    }
    if faults:
        raise ValidationError(faults)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not UNPRINTABLE.search(value)
