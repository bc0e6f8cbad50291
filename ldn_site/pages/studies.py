"""References as the evidence pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ldn_site.evidence import citing
from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.markup import Resources, render_here
from ldn_site.pages.conditions import NAMES, condition_name

NOT_A_STUDY_OF_PEOPLE = (
    Design.LABORATORY,
    Design.GUIDELINE,
    Design.LABEL,
    Design.REGULATION,
    Design.NEWS,
    Design.STATISTICS,
)
STRENGTH = {design: rank for rank, design in enumerate(Design.values)}
LAST = ("other", "")  # the groups that close the list


@dataclass(frozen=True)
class Row:
    """A study in the table."""

    path: str
    label: str
    title: str
    design: str
    n: int | None
    dose: str
    duration: str
    direction: str
    direction_words: str
    result: str
    is_retracted: bool


@dataclass(frozen=True)
class Group:
    """The studies of one condition."""

    key: str
    name: str
    rows: Sequence[Row]


def studies(*, condition: str = "", design: str = "", direction: str = "") -> list[Group]:
    """Every study of people by condition, the strongest designs first.

    A study of several conditions stands under each. An empty filter filters nothing, and one
    that nothing fits gives an empty list.
    """
    fits = ~Q(design__in=NOT_A_STUDY_OF_PEOPLE)
    if design:
        fits &= Q(design=design)
    if direction:
        fits &= Q(direction=direction)
    groups: dict[str, list[Reference]] = {}
    for reference in Reference.objects.filter(fits):
        for key in reference.conditions or [""]:
            if not condition or key == condition:
                groups.setdefault(key, []).append(reference)
    return [
        Group(key, condition_name(key), [_row(reference) for reference in _ranked(groups[key])])
        for key in sorted(groups, key=lambda key: (key in LAST, condition_name(key)))
    ]


def condition_choices() -> list[tuple[str, str]]:
    return [(key, str(name)) for key, name in NAMES.items() if key]


def _ranked(references: Iterable[Reference]) -> list[Reference]:
    return sorted(
        references, key=lambda r: (STRENGTH[r.design], -(r.year or 0), citing.label(_data(r)))
    )


def _row(reference: Reference) -> Row:
    return Row(
        path=reverse("pages:study", args=[reference.pk]),
        label=citing.label(_data(reference)),
        title=reference.title,
        design=str(Design(reference.design).label),
        n=reference.n,
        dose=reference.dose,
        duration=reference.duration,
        direction=reference.direction,
        direction_words=direction_words(reference),
        result=reference.result,
        is_retracted=reference.retracted,
    )


def direction_words(reference: Reference) -> str:
    return str(Direction(reference.direction).label) if reference.direction else ""


def figure_of(reference: Reference) -> SafeString:
    """The study's own numbers as a picture with words; empty where it has none to show."""
    if not reference.arms:
        return mark_safe("")
    study = citing.as_study(reference.pk, _data(reference))
    resources = Resources(references={reference.pk: study})
    return mark_safe(render_here(f"```study\nkey: {reference.pk}\n```", resources).html)


def _data(reference: Reference) -> dict[str, object]:
    return citing.printed(reference)
