"""References as the evidence pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ldn_site.evidence import citing
from ldn_site.evidence.counting import OF_PEOPLE, Inputs, inputs_of
from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.markup import Resources, render_here
from ldn_site.markup.text import join_units
from ldn_site.pages.conditions import NAMES, condition_name
from ldn_site.pages.filters import Field, Narrowed, address_of, narrow

LISTED = (*OF_PEOPLE, Design.SYSTEMATIC_REVIEW)
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
    comparator: str
    dose: str
    duration: str
    direction: str
    direction_words: str
    result: str
    is_retracted: bool


@dataclass(frozen=True)
class Group:
    """The studies of one condition, counted and as rows."""

    key: str
    name: str
    path: str
    inputs: Inputs
    reviews: int
    rows: Sequence[Row]

    @property
    def studies(self) -> int:
        """Those in the rows that are studies of people."""
        return len(self.rows) - self.reviews


def all_studies() -> list[Reference]:
    """Every study of people and every systematic review, the strongest designs first."""
    found = Reference.objects.filter(design__in=LISTED)
    return sorted(found, key=lambda r: (STRENGTH[r.design], -(r.year or 0), label_of(r), r.pk))


def narrowed(asked: QueryDict) -> Narrowed[Reference]:
    """All studies, narrowed by `condition`, `design` and `direction` as far as they are known."""
    studies = all_studies()
    known = {key for key in NAMES if key} | {key for study in studies for key in study.conditions}
    fields = [
        Field[Reference](
            "condition",
            _("Condition"),
            {key: condition_name(key) for key in in_order(known)},
            lambda study: study.conditions,
        ),
        Field[Reference](
            "design",
            _("Kind of study"),
            {design.value: str(design.label) for design in LISTED},
            lambda study: [study.design],
        ),
        Field[Reference](
            "direction",
            _("What it found"),
            {direction.value: str(direction.label) for direction in Direction},
            lambda study: [study.direction],
        ),
    ]
    return narrow(studies, fields, asked, reverse("pages:evidence"))


def grouped(studies: Iterable[Reference], *, only: str = "") -> list[Group]:
    """The studies by condition. One of several conditions stands under each, or under `only`."""
    by_condition: dict[str, list[Reference]] = {}
    for study in studies:
        for key in study.conditions or [""]:
            if only in ("", key):
                by_condition.setdefault(key, []).append(study)
    return [_group(key, by_condition[key]) for key in in_order(by_condition)]


def in_order(keys: Iterable[str]) -> list[str]:
    """Conditions by name; studies of other conditions and of none close the list."""
    return sorted(keys, key=lambda key: (key in LAST, condition_name(key).casefold()))


def conditions_without(studies: Sequence[Reference]) -> str:
    """The conditions we write about that none of `studies` is on, in a line."""
    known = {key for study in studies for key in study.conditions}
    return ", ".join(condition_name(key) for key in in_order(set(NAMES) - {*LAST, *known}))


def _group(key: str, studies: Sequence[Reference]) -> Group:
    return Group(
        key=key,
        name=condition_name(key),
        path=address_of(reverse("pages:evidence"), condition=key),
        inputs=inputs_of(studies),
        reviews=sum(study.design not in OF_PEOPLE for study in studies),
        rows=[_row(study) for study in studies],
    )


def _row(reference: Reference) -> Row:
    return Row(
        path=reverse("pages:study", args=[reference.pk]),
        label=label_of(reference),
        title=reference.title,
        design=str(Design(reference.design).label),
        n=reference.n,
        comparator=compared_with(reference),
        dose=join_units(reference.dose),
        duration=reference.duration,
        direction=reference.direction,
        direction_words=direction_words(reference),
        result=reference.result,
        is_retracted=reference.retracted,
    )


def label_of(reference: Reference) -> str:
    """A few words that name the work, without fetching what they do not need."""
    names = ("authors", "title", "journal", "year")
    return citing.label({name: getattr(reference, name) for name in names})


def compared_with(reference: Reference) -> str:
    """What the others got, in words; the data say "none" where there were no others."""
    return _("no other group") if reference.comparator == "none" else reference.comparator


def direction_words(reference: Reference) -> str:
    """What it found; a benefit without a comparison group says so in the same breath."""
    if not reference.direction:
        return ""
    label = str(Direction(reference.direction).label)
    if (
        reference.direction == Direction.BENEFIT
        and reference in inputs_of([reference]).others.studies
    ):
        return _("People got better (no comparison)")
    return label


def figure_of(reference: Reference) -> SafeString:
    """The study's own numbers as a picture with words; empty where it has none to show."""
    if not reference.arms:
        return mark_safe("")
    study = citing.as_study(reference.pk, citing.printed(reference))
    resources = Resources(references={reference.pk: study})
    return mark_safe(render_here(f"```study\nkey: {reference.pk}\n```", resources).html)
