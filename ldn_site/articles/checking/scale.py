"""A grade that the studies contradict.

The printed scale, and what contradicts each step of it. The inputs are the references that
name the page among their conditions, sorted by `evidence.counting` as they are for the line
beside the grade. Tiny is under 25 people.

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

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import BLOCKER, Fault, Page, fault
from ldn_site.evidence.counting import Inputs, Tally, inputs_of
from ldn_site.evidence.models import Design, Direction

TINY = 25
ENOUGH = 200


def inputs_for(page: Page) -> Inputs:
    """The studies that name the page among their conditions."""
    return inputs_of(
        study for study in page.library.studies if page.article.slug in study.conditions
    )


def _randomized(inputs: Inputs) -> Tally:
    design = Design.RANDOMISED_TRIAL
    return Tally([study for study in inputs.trials.studies if study.design == design])


def why_not(grade: int, inputs: Inputs) -> str:
    """What speaks against `grade`; empty if nothing does."""
    trials, reports, randomized = inputs.trials, inputs.others, _randomized(inputs)
    directions = {study.direction for study in randomized.studies}
    agrees = len(randomized) >= 2 and len(directions) == 1 and randomized.people >= ENOUGH
    largest = max(randomized.studies, key=lambda study: study.n or 0, default=None)
    # At most one trial, and that a tiny one.
    is_tiny = len(trials) < 2 and trials.people < TINY
    if grade == 4 and not agrees:
        return _("needs two randomized trials that agree, with 200 people or more")
    if grade == 3 and not largest:
        return _("needs a randomized trial")
    if grade == 3 and largest and largest.direction == Direction.NO_CLEAR_BENEFIT:
        return _("does not fit: the largest trial found no clear benefit")
    if grade == 2 and is_tiny:
        return _("needs more than reports and one tiny trial")
    if grade == 2 and agrees and directions == {Direction.BENEFIT}:
        return _("is too low: large trials agree")
    if grade == 1 and not trials and not reports:
        return _("needs a study in people")
    if grade == 1 and not is_tiny:
        return _("is too low: there are trials with a comparison")
    if grade == 0 and (trials or reports):
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
    inputs = inputs_for(page)
    if reason := why_not(page.article.evidence, inputs):
        yield fault(
            "grade-contradicted",
            BLOCKER,
            _("Grade %(grade)d %(reason)s.") % {"grade": page.article.evidence, "reason": reason},
            _(
                "The references with this condition hold %(trials)d trials (%(randomized)d "
                "randomized; %(people)d people) and %(reports)d reports. Change the grade, or "
                "correct the conditions of the references."
            )
            % {
                "trials": len(inputs.trials),
                "randomized": len(_randomized(inputs)),
                "people": inputs.trials.people,
                "reports": len(inputs.others),
            },
            words=page.article.evidence_reason,
        )
