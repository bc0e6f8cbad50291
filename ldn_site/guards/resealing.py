"""Writes every sealed column anew under the first key, while the site runs.

Columns are found through Django's registry, so that none can be forgotten. A value is
exchanged only while it is still the one that was read: what a person saves meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from ldn_site.guards.fields import EncryptedTextField
from ldn_site.guards.sealing import KeyMissing, reseal, unseal

BATCH = 200
Column = tuple[type[Model], EncryptedTextField]


@dataclass
class Report:
    """How many values were written anew, and which no key opens."""

    changed: int = 0
    lost: list[str] = field(default_factory=list)


def sealed_columns() -> list[Column]:
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def reseal_column(column: Column, report: Report) -> None:
    for pk, sealed in _values(column):
        try:
            report.changed += _exchange(column, pk, sealed)
        except KeyMissing:
            report.lost.append(_name(column, pk))


def lost_at_a_glance() -> list[str]:
    """Values that no key opens, among the oldest and the newest of each column."""
    lost = []
    for column in sealed_columns():
        rows = _as_stored(column)
        for pk, sealed in {*rows[:1], *rows.order_by("-pk")[:1]}:
            try:
                unseal(sealed, what="")
            except KeyMissing:
                lost.append(_name(column, pk))
    return sorted(lost)


def _values(column: Column) -> Iterator[tuple[object, str]]:
    rows = _as_stored(column)
    batch = list(rows[:BATCH])
    while batch:
        yield from batch
        batch = list(rows.filter(pk__gt=batch[-1][0])[:BATCH])


def _exchange(column: Column, pk: object, sealed: str) -> bool:
    """Whether the value had to be written anew. Raises KeyMissing."""
    model, field = column
    anew = reseal(sealed, what=_name(column, pk))
    if anew == sealed:
        return False
    same = _as_stored(column).filter(pk=pk, stored=sealed)
    return bool(same.order_by().update(**{field.name: Value(anew, output_field=TextField())}))


def _as_stored(column: Column) -> QuerySet[Model, tuple[object, str]]:
    """Numbers and ciphertexts of all rows that hold something."""
    model, field = column
    rows = model._base_manager.annotate(stored=Cast(field.name, TextField()))
    return rows.exclude(stored="").order_by("pk").values_list("pk", "stored")


def _name(column: Column, pk: object) -> str:
    model, field = column
    return f"{model._meta.label} {pk}: {field.name}"
