"""A grade that the studies contradict.

The printed scale, and what contradicts each step of it. The inputs are the references that
name the page among their conditions and whose result is about low doses (a direction that is
not "not applicable"). A trial compares: it is randomized or controlled. Tiny is under 25.

4  Good evidence: two or more randomized trials that agree, 200 people or more in all.
3  Some evidence: one randomized trial, or several small ones that mostly agree; the largest
   found a benefit or a mixed result, since one without clear benefit makes it a 2.
2  Weak or mixed evidence: needs a trial that is not tiny, or two; and two trials or more that
   all found a benefit in 200 people are more than that.
1  Very little evidence: only reports without comparison, or one tiny trial. No study at all is
   less, and more trials are more.
0  No human evidence: no trial and no report.

Agreement on "no clear benefit" is good evidence too: the grade says how sure we are, not that
it helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import BLOCKER, Fault, Page, fault

TINY = 25
ENOUGH = 200
TRIALS = ("randomised-trial", "controlled-trial")
REPORTS = ("observational", "case-series")
JUDGED = ("benefit", "mixed", "no-clear-benefit", "harm")
MOST_LOW_DOSE = 10  # mg a day
MILLIGRAMS = re.compile(r"(\d[\d.]*)(?: to \d[\d.]*| or \d[\d.]*)* mg\b")


@dataclass(frozen=True)
class Inputs:
    """The human studies of low doses that name a page among their conditions."""

    trials: tuple[Mapping[str, Any], ...]
    reports: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, page: Page) -> Inputs:
        studies = [
            data
            for data in page.library.references.values()
            if page.article.slug in data["conditions"]
            and data["direction"] in JUDGED
            and _is_low(data)
        ]
        return cls(
            tuple(data for data in studies if data["design"] in TRIALS),
            tuple(data for data in studies if data["design"] in REPORTS),
        )

    @property
    def randomized(self) -> list[Mapping[str, Any]]:
        return [data for data in self.trials if data["design"] == "randomised-trial"]

    @property
    def people(self) -> int:
        return sum(data["n"] or 0 for data in self.randomized)

    @property
    def directions(self) -> set[str]:
        return {data["direction"] for data in self.randomized}

    @property
    def largest(self) -> str:
        """The direction of the largest randomized trial."""
        found = max(self.randomized, key=lambda data: data["n"] or 0, default=None)
        return found["direction"] if found else ""

    @property
    def are_tiny(self) -> bool:
        """Nothing to rest on but, at most, one tiny trial."""
        return len(self.trials) < 2 and all((data["n"] or 0) < TINY for data in self.trials)


def _is_low(data: Mapping[str, Any]) -> bool:
    """Whether the doses named in the reference, if any, include a low one."""
    doses = [float(dose.rstrip(".")) for dose in MILLIGRAMS.findall(data["dose"])]
    return not doses or min(doses) <= MOST_LOW_DOSE


def why_not(grade: int, inputs: Inputs) -> str:
    """What speaks against `grade`; empty if nothing does."""
    trials, randomized = inputs.trials, inputs.randomized
    agrees = len(randomized) >= 2 and len(inputs.directions) == 1 and inputs.people >= ENOUGH
    if grade == 4 and not agrees:
        return _("needs two randomized trials that agree, with 200 people or more")
    if grade == 3 and not randomized:
        return _("needs a randomized trial")
    if grade == 3 and inputs.largest in ("no-clear-benefit", "harm"):
        return _("does not fit: the largest trial found no clear benefit")
    if grade == 2 and inputs.are_tiny:
        return _("needs more than reports and one tiny trial")
    if grade == 2 and agrees and inputs.directions == {"benefit"}:
        return _("is too low: large trials agree")
    if grade == 1 and not trials and not inputs.reports:
        return _("needs a study in people")
    if grade == 1 and not inputs.are_tiny:
        return _("is too low: there are trials with a comparison")
    if grade == 0 and (trials or inputs.reports):
        return _("is too low: there are studies in people")
    return ""


def grade(page: Page) -> Iterator[Fault]:
    if not page.is_condition:
        return
    if page.article.evidence is None:
        yield fault(
            "missing-grade",
            BLOCKER,
            _("This page about a condition has no evidence grade."),
            _("Give a grade from 0 to 4 by the printed scale, and the reason for it."),
        )
        return
    inputs = Inputs.of(page)
    if reason := why_not(page.article.evidence, inputs):
        yield fault(
            "grade-contradicted",
            BLOCKER,
            _("Grade %(grade)d %(reason)s.") % {"grade": page.article.evidence, "reason": reason},
            _(
                "The references with this condition hold %(trials)d trials (%(randomized)d "
                "randomized, %(people)d people) and %(reports)d reports. Change the grade, or "
                "correct the conditions of the references."
            )
            % {
                "trials": len(inputs.trials),
                "randomized": len(inputs.randomized),
                "people": inputs.people,
                "reports": len(inputs.reports),
            },
            words=page.article.evidence_reason,
        )
