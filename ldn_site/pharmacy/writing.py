"""The one way to change what the pharmacy says of itself."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.trail.recording import record


@transaction.atomic
def save_facts(
    thing: Pharmacy | Location, *, by: AbstractBaseUser | None, is_checked: bool = False
) -> list[str]:
    """Store `thing` and note in the trail who changed which of its fields.

    With `is_checked`, `by` has read every fact of it today and found it right; that is noted
    too. Returns the names of the fields that changed; where none did, nothing is written.
    Raises ValidationError for a value that the field does not take.
    """
    if is_checked:
        thing.checked_on = timezone.localdate()
    thing.full_clean()
    model: type[models.Model] = type(thing)
    stored = model._default_manager.select_for_update().filter(pk=thing.pk).first()
    changed = [
        field.name
        for field in thing._meta.concrete_fields
        if stored is None or value_of(stored, field) != value_of(thing, field)
    ]
    if changed:
        thing.save()
    if facts := [name for name in changed if name != "checked_on"]:
        record("changed", thing, by=by, detail=", ".join(facts))
    if is_checked:
        record("checked", thing, by=by)
    return changed


def value_of(thing: models.Model, field: models.Field[Any, Any]) -> Any:
    return getattr(thing, field.attname)
