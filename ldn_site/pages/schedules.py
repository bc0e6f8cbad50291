"""What trials of low doses gave and found, for prescribers: a range, never advice.

All of it is read from the same rows as the list of evidence, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence.counting import Tally, inputs_of
from ldn_site.evidence.models import Reference
from ldn_site.markup.text import join_units
from ldn_site.pages.conditions import condition_name
from ldn_site.pages.listing import EvidenceGrade, grade_of
from ldn_site.pages.studies import LAST, Group, grouped


@dataclass(frozen=True)
class Condition:
    """A condition with a grade on its live page, and the trials that were about it first."""

    key: str
    name: str
    path: str
    grade: EvidenceGrade
    trials: Tally

    @property
    def doses(self) -> list[str]:
        """What the trials gave, each way of writing it once, in order of how often it was given."""
        given = [join_units(trial.dose) for trial in self.trials.studies if trial.dose]
        return sorted(dict.fromkeys(given), key=lambda dose: -given.count(dose))


def trials_of(studies: Iterable[Reference]) -> list[Reference]:
    """Trials of low doses with a comparison group and results, in a condition we write about."""
    trials = inputs_of(studies).trials.studies
    return [trial for trial in trials if _main_condition(trial) not in LAST]


def conditions_at_a_glance(trials: Sequence[Reference]) -> list[Condition]:
    """Every graded condition, the best evidence first; those without a trial are among them."""
    pages = Publication.objects.live().filter(
        topic=Topic.CONDITIONS, language="en", evidence__isnull=False
    )
    found = []
    for page in pages.only("article_id", "path", "evidence", "evidence_reason"):
        grade = grade_of(page)
        if grade is not None:
            key = page.article_id
            tally = Tally([trial for trial in trials if _main_condition(trial) == key])
            found.append(Condition(key, condition_name(key), page.path, grade, tally))
    return sorted(found, key=lambda one: (-one.grade.value, -len(one.trials), one.name.casefold()))


def trials_by_condition(trials: Sequence[Reference]) -> list[Group]:
    """Each trial once, under the condition that it names first."""
    by_condition: dict[str, list[Reference]] = {}
    for trial in trials:
        by_condition.setdefault(_main_condition(trial), []).append(trial)
    groups = [group for key, some in by_condition.items() for group in grouped(some, only=key)]
    return sorted(groups, key=lambda group: group.name.casefold())


def _main_condition(trial: Reference) -> str:
    return trial.conditions[0] if trial.conditions else ""
