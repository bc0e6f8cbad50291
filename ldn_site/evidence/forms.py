from __future__ import annotations

from typing import Any

import yaml
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ldn_site.design.words import WordsField
from ldn_site.evidence.arms import clean_arms
from ldn_site.evidence.models import Claim, Reference
from ldn_site.markup.yamltext import Unreadable, load_plain

LONGEST_ARMS = 100_000  # characters; the longest study has a tenth of that


class ArmsField(forms.CharField):
    """The arms of a study, as they stand in the references file."""

    widget = forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField", "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return yaml.safe_dump(value, allow_unicode=True, sort_keys=False) if value else ""
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        try:
            rows = load_plain(value or "", LONGEST_ARMS)
        except Unreadable as error:
            raise ValidationError(
                _("Line %(line)s cannot be read. Compare it with the rows of another study."),
                params={"line": error.line or "?"},
            ) from error
        return clean_arms(rows or [])

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class ReferenceForm(forms.ModelForm):
    authors = WordsField(required=False, help_text=_("One to a line: Younger J."))
    conditions = WordsField(required=False, help_text=_("Addresses of condition pages."))
    url = forms.URLField(label=_("Address"), required=False, max_length=400, assume_scheme="https")
    arms = ArmsField(
        required=False,
        help_text=_(
            "One row for each group and outcome: name, n, outcome, one of events, percent or "
            "mean, unit, at."
        ),
    )

    class Meta:
        model = Reference
        exclude: list[str] = []
        widgets = {"title": forms.TextInput(attrs={"class": "vLargeTextField"})}


class ClaimForm(forms.ModelForm):
    references = WordsField(required=False, help_text=_("Keys of references, one to a line."))

    class Meta:
        model = Claim
        exclude: list[str] = []
