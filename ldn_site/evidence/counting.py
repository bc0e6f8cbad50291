"""What the studies of a condition add up to: the inputs of its grade.

Only studies of people count, and only those whose main outcome says something of low doses:
another dose, another question or a plan without results tells nothing of benefit. A second
report on the same people is left out, so that nobody counts twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.markup.studies import had_comparison

TRIALS = (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL)
OF_PEOPLE = (*TRIALS, Design.OBSERVATIONAL, Design.CASE_SERIES)
ANSWERS = (Direction.BENEFIT, Direction.MIXED, Direction.NO_CLEAR_BENEFIT)
# The columns that counting needs, for a query that leaves the texts out.
COUNTED = ("conditions", "design", "direction", "n", "comparator", "part_of", "retracted")


@dataclass(frozen=True)
class Tally:
    """Some studies: how many, with how many people, and which way they point."""

    studies: Sequence[Reference]

    def __len__(self) -> int:
        return len(self.studies)

    @property
    def people(self) -> int:
        """All people in those studies that give a number."""
        return sum(study.n or 0 for study in self.studies)

    @property
    def directions(self) -> list[tuple[Direction, int]]:
        """How many studies point each way; ways that none points are left out."""
        counts = [(way, sum(study.direction == way for study in self.studies)) for way in Direction]
        return [(way, count) for way, count in counts if count]

    @property
    def ways(self) -> list[Direction]:
        """The way that each study points, those alike side by side."""
        return [way for way, count in self.directions for _ in range(count)]


@dataclass(frozen=True)
class Inputs:
    """The studies of people by what they can tell of low doses."""

    trials: Tally  # with a comparison group
    others: Tally  # without one, so they cannot show that LDN was the reason
    harms: Tally  # whose main outcome was harm, at any dose
    aside: Tally  # another dose or question, no results yet, or people counted already

    def __iter__(self) -> Iterator[Reference]:
        for tally in (self.trials, self.others, self.harms, self.aside):
            yield from tally.studies

    @property
    def answering(self) -> Tally:
        """Those that tested low doses and have results."""
        return Tally([*self.trials.studies, *self.others.studies])


def inputs_of(references: Iterable[Reference]) -> Inputs:
    """Sort those of `references` that are studies of people. Retracted ones do not count."""
    sorts: dict[str, list[Reference]] = {"trials": [], "others": [], "harms": [], "aside": []}
    for reference in references:
        if reference.design in OF_PEOPLE and not reference.retracted:
            sorts[_sort(reference)].append(reference)
    return Inputs(**{name: Tally(found) for name, found in sorts.items()})


def _sort(reference: Reference) -> str:
    if reference.part_of:
        return "aside"
    if reference.direction == Direction.HARM:
        return "harms"
    if reference.direction not in ANSWERS:
        return "aside"
    is_compared = reference.design in TRIALS and had_comparison(reference.comparator)
    return "trials" if is_compared else "others"
