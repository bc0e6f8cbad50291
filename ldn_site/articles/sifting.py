"""What the desk asks of the board. The front page counts by it and the list filters by it, so
that a number always leads to as many pages as it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models import Article, Submission

if TYPE_CHECKING:
    from ldn_site.accounts.models import User

SOON = (30, 60, 90)  # days ahead in which reviews are looked for


# `in=[True]`, since Django writes `=True` without a comparison, which no index of SQLite answers.


@dataclass(frozen=True)
class Choice:
    """One answer to a question, as a condition on rows of the board."""

    label: str | Promise
    condition: Callable[[date, User], Q]


def sent_back() -> QuerySet[Submission]:
    """The submissions that came back with remarks and were not sent anew since."""
    newer = Submission.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    return Submission.objects.filter(~Exists(newer), send_back__isnull=False).order_by()


def _always(**columns: object) -> Callable[[date, User], Q]:
    return lambda today, person: Q(**columns)


def _sent_back(today: date, person: User) -> Q:
    return Q(is_signed=False, article__in=sent_back().values("article"))


def _sent_back_to(today: date, person: User) -> Q:
    mine = sent_back().filter(person=person)
    return Q(is_signed=False, article__in=mine.values("article"))


def _owned(today: date, person: User) -> Q:
    # Not by a join: that would read every article where thousands are counted.
    return Q(article__in=Article.objects.filter(owner=person).order_by().values("pk"))


def _overdue(today: date, person: User) -> Q:
    return Q(review_due_on__lt=today)


def _due_within(days: int) -> Callable[[date, User], Q]:
    def condition(today: date, person: User) -> Q:
        last = today + timedelta(days=days)
        return Q(review_due_on__gte=today, review_due_on__lte=last)

    return condition


STATE: dict[str, Choice] = {
    "draft": Choice(_("Draft"), _always(state="draft")),
    "in-review": Choice(_("Waits for a reviewer"), _always(state="in-review")),
    "sent-back": Choice(_("Sent back with remarks"), _sent_back),
    "to-publish": Choice(
        _("Signed and not public"),
        _always(is_signed__in=[True], state__in=["signed", "live-with-changes"], scheduled_at=None),
    ),
    "scheduled": Choice(_("Scheduled"), _always(scheduled_at__isnull=False)),
    "live": Choice(_("Live"), _always(state="live")),
    "live-with-changes": Choice(_("Live, with changes"), _always(state="live-with-changes")),
    "withdrawn": Choice(_("Withdrawn"), _always(state="withdrawn")),
}
SIGNATURE: dict[str, Choice] = {
    "signed": Choice(_("Signed as it stands"), _always(is_signed__in=[True])),
    "changed": Choice(
        _("Changed since it was signed"), _always(is_signed=False, was_ever_signed=True)
    ),
    "never": Choice(_("Never signed"), _always(was_ever_signed=False)),
    "live-unsigned": Choice(
        _("Live without a signature"), _always(is_live__in=[True], review_due_on=None)
    ),
}
REVIEW: dict[str, Choice] = {
    "overdue": Choice(_("Overdue"), _overdue),
    "30": Choice(_("Due within 30 days"), _due_within(30)),
    "60": Choice(_("Due within 60 days"), _due_within(60)),
    "90": Choice(_("Due within 90 days"), _due_within(90)),
}
PROBLEMS: dict[str, Choice] = {
    "blockers": Choice(_("Something must be mended"), _always(blockers__gt=0)),
    "warnings": Choice(_("Warnings"), _always(warnings__gt=0)),
    "hints": Choice(_("Hints"), _always(hints__gt=0)),
    "links": Choice(_("Links that lead nowhere"), _always(broken_links__gt=0)),
    "none": Choice(_("None"), _always(blockers=0, warnings=0, hints=0)),
}
MINE: dict[str, Choice] = {
    "owned": Choice(_("I am the owner"), _owned),
    "sent-back": Choice(_("Sent back to me"), _sent_back_to),
}
QUESTIONS: dict[str, dict[str, Choice]] = {
    "state": STATE,
    "signature": SIGNATURE,
    "review": REVIEW,
    "problems": PROBLEMS,
    "mine": MINE,
}


def list_url(**answers: str) -> str:
    """The list of articles, filtered by these answers."""
    return f"{reverse('admin:articles_article_changelist')}?{urlencode(answers)}"
