"""Studies counted by condition and by what they found: for the chart, and beside a grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence import searched
from ldn_site.evidence.counting import COUNTED, OF_PEOPLE, Inputs, Tally, inputs_of
from ldn_site.evidence.models import Reference
from ldn_site.pages.conditions import NAMES, condition_name
from ldn_site.pages.filters import address_of

STEPS = {"trial": 18, "other": 12}  # units of the chart from one mark to the next


@dataclass(frozen=True)
class Basis:
    """What the grade of a page rests on: its studies, counted, and where they are listed."""

    inputs: Inputs
    path: str
    searched_on: date | None


@dataclass(frozen=True)
class Mark:
    """One study in the chart."""

    shape: str
    x: int


@dataclass(frozen=True)
class Part:
    """Studies of one condition that can tell equally much, as marks in a row."""

    tally: Tally
    kind: str

    @property
    def marks(self) -> list[Mark]:
        ways = [way.value for way, count in self.tally.directions for _ in range(count)]
        return [Mark(f"{self.kind}-{way}", place * self._step) for place, way in enumerate(ways)]

    @property
    def width(self) -> int:
        return self._step * len(self.tally)

    @property
    def _step(self) -> int:
        return STEPS[self.kind]


@dataclass(frozen=True)
class Line:
    """One condition in the chart."""

    key: str
    name: str
    path: str
    inputs: Inputs
    parts: Sequence[Part]


def basis_of(publication: Publication) -> Basis | None:
    """The basis of the page's grade; None where it is not a graded page on a condition."""
    if publication.topic != Topic.CONDITIONS or publication.evidence is None:
        return None
    key = publication.article.translates_id or publication.article_id
    studies = Reference.objects.filter(design__in=OF_PEOPLE).only(*COUNTED)
    inputs = inputs_of(study for study in studies if key in study.conditions)
    return Basis(inputs, _path(key) if any(inputs) else "", last_search())


def last_search() -> date | None:
    return searched.searched_on(settings.CONTENT_DIR / searched.FILE)


def chart(studies: Iterable[Reference]) -> list[Line]:
    """A line for each condition, those with most results first; conditions without any close it."""
    by_condition: dict[str, list[Reference]] = {key: [] for key in NAMES if key}
    for study in studies:
        for key in study.conditions:
            by_condition.setdefault(key, []).append(study)
    lines = [_line(key, inputs_of(found)) for key, found in by_condition.items()]
    return sorted(lines, key=lambda line: (-len(line.inputs.answering), line.name.casefold()))


def _line(key: str, inputs: Inputs) -> Line:
    parts = [Part(inputs.trials, "trial"), Part(inputs.others, "other")]
    path = _path(key) if any(inputs) else ""
    return Line(key, condition_name(key), path, inputs, [part for part in parts if part.tally])


def _path(key: str) -> str:
    return address_of(reverse("pages:evidence"), condition=key)
