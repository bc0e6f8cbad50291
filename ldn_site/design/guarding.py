"""No save in admin goes unseen over somebody else's.

A form carries a digest of the row as its writer saw it. Where the row has changed since, the
save is stopped once: what was typed comes back, what stands stored is shown beside it, and the
next save goes over it knowingly.
"""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from ldn_site.design.desk import DeskAdmin
from ldn_site.design.diffing import Comparison, compare

SEEN = "seen_row"
CLASH = _(
    "Somebody changed this while you were writing. Nothing is lost: yours is below, and what "
    "differs is shown here. Bring the two together, then save again. The next save replaces "
    "theirs."
)
CLASH_IN_A_LINE = _(
    "Somebody changed this while you were writing. Yours is here. Theirs: %(theirs)s "
    "The next save replaces it."
)


def row_digest(row: models.Model) -> str:
    """SHA-256 of everything the row stores, as 64 hex digits."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    canonical = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """A field of which the stored row says something else than the form."""

    label: str
    comparison: Comparison  # from theirs to yours


class GuardedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that knows which state of its row the person saw."""

    seen_row = forms.CharField(required=False, widget=forms.HiddenInput)
    theirs: models.Model | None = None  # what a colleague saved while this form was open

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields[SEEN].initial = row_digest(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance._state.adding:
            return cleaned
        model: type[models.Model] = type(self.instance)
        stored = model._default_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored and self.changed_data and cleaned.get(SEEN) != (digest := row_digest(stored)):
            self.theirs = stored
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix(SEEN)] = digest  # saved again, it may go over theirs
            self.data = data
            raise ValidationError(self.words_on_a_clash())
        return cleaned

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name != SEEN]

    def words_on_a_clash(self) -> str:
        return str(CLASH)

    @cached_property
    def differences(self) -> list[Difference]:
        """Field by field, where what somebody else saved is not what this form says."""
        if self.theirs is None:
            return []
        stored = type(self)(instance=self.theirs)
        compared = [
            Difference(
                str(field.label or name),
                compare(_as_read(field, stored[name].value()), _as_read(field, self[name].value())),
            )
            for name, field in self.fields.items()
            if name != SEEN
        ]
        return [each for each in compared if each.comparison.differs]


class GuardedInlineForm(GuardedForm):
    """One row among several, where there is room for a line only."""

    def words_on_a_clash(self) -> str:
        return str(CLASH_IN_A_LINE) % {"theirs": self.theirs}


class GuardedAdmin(DeskAdmin):
    """Rows over which nobody writes unknowingly. templates/admin/change_form.html shows both."""

    def __init__(self, model: type[models.Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.form = types.new_class(f"Guarded{self.form.__name__}", (GuardedForm, self.form))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [
            (title, {**options, "fields": [name for name in options["fields"] if name != SEEN]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        if obj and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": [SEEN]}))
        return fieldsets


def _as_read(field: forms.Field, value: Any) -> str:
    """The value of a form's field in the words that a person sees there."""
    if isinstance(field, forms.BooleanField):
        return str(_("Yes") if value in (True, "on", "True", "true", "1") else _("No"))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        named: list[tuple[Any, Any]] = list(flatten_choices(choices))
        return next((str(words) for key, words in named if str(key) == str(value)), "")
    return str("" if value is None else value).replace("\r\n", "\n")
