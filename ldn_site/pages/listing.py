"""Live pages as lists show them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from ldn_site.articles.models import Grade, Publication, PublicationQuerySet, Topic
from ldn_site.pages.needs import NEEDS, need_of

STEPS = (1, 2, 3, 4)
MOST_NEXT_READS = 3
MOST_AT_A_GLANCE = 24
DRUG = ("LDN and ", "LDN, ")  # how the title of a page on a condition begins
# What somebody who has read a page of this topic needs next, where it is live: somebody who
# knows what the studies say still has to learn whether it is safe for them.
FIRST_READS: dict[str, tuple[str, ...]] = {
    Topic.BASICS: ("is-ldn-right-for-me",),
    Topic.MECHANISM: ("is-ldn-right-for-me",),
    Topic.SAFETY: ("who-should-not-take-ldn",),
    Topic.CONDITIONS: ("who-should-not-take-ldn", "side-effects"),
}


@dataclass(frozen=True)
class EvidenceGrade:
    """A step on the printed scale, with its words and the reason for it."""

    value: int
    words: str
    reason: str

    @property
    def marks(self) -> list[bool]:
        """One mark for each step of the scale; those reached are filled."""
        return [step <= self.value for step in STEPS]


@dataclass(frozen=True)
class Entry:
    """A page in a list."""

    title: str
    path: str
    summary: str
    grade: EvidenceGrade | None

    @property
    def subject(self) -> str:
        """The title without the drug, which every title in a list of conditions names."""
        drug = next((drug for drug in DRUG if self.title.startswith(drug)), "")
        name = self.title.removeprefix(drug)
        return name[:1].upper() + name[1:] if drug else name


@dataclass(frozen=True)
class Group:
    """Pages that a list shows under one heading."""

    name: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Rung:
    """A step of the scale, and the conditions that stand on it; none is an answer too."""

    grade: EvidenceGrade
    entries: Sequence[Entry]


def grade_of(publication: Publication) -> EvidenceGrade | None:
    if publication.evidence is None:
        return None
    return _grade(publication.evidence, publication.evidence_reason)


def entry_of(publication: Publication) -> Entry:
    return Entry(publication.title, publication.path, publication.summary, grade_of(publication))


def pages_of(topic: str) -> QuerySet[Publication]:
    """The live English pages of a topic, in the order that staff gave them."""
    return _lean(
        Publication.objects.live()
        .filter(topic=topic, language="en")
        .order_by("article__order", "title", "article_id")
    )


def by_need(publications: Iterable[Publication]) -> list[Group]:
    """Conditions by what a reader comes for, the best evidence first in each group."""
    found = defaultdict(list)
    for publication in sorted(publications, key=_best_first):
        found[need_of(publication.icd10)].append(entry_of(publication))
    return [
        Group(str(name), found[place])
        for place, (name, _codes) in enumerate(NEEDS)
        if place in found
    ]


def by_grade(publications: Iterable[Publication]) -> list[Group]:
    """Conditions by how sure the evidence makes us; those without a grade come last."""
    found = defaultdict(list)
    for publication in sorted(publications, key=_best_first):
        found[publication.evidence].append(entry_of(publication))
    return [
        Group(str(_("Without a grade") if value is None else Grade(value).label), found[value])
        for value in found
    ]


def evidence_ladder() -> list[Rung]:
    """Every step of the scale, the best first, each with the conditions that reach it."""
    graded = Publication.objects.live().filter(
        topic=Topic.CONDITIONS, language="en", evidence__isnull=False
    )
    found = defaultdict(list)
    for publication in _lean(graded.order_by("-evidence", Lower("title")))[:MOST_AT_A_GLANCE]:
        found[publication.evidence].append(entry_of(publication))
    return [Rung(_grade(step), found[step]) for step in Grade] if found else []


def next_reads(publication: Publication) -> list[Entry]:
    """What a reader needs next, then the pages that follow this one in its topic, beginning
    again after the last.
    """
    others = Publication.objects.live().filter(language=publication.language)
    others = others.exclude(article=publication.article_id)
    order = publication.article.order
    after = Q(article__order__gt=order) | Q(article__order=order, title__gt=publication.title)
    needed = FIRST_READS.get(publication.topic, ())
    in_order = (
        others.filter(Q(topic=publication.topic) | Q(article__in=needed))
        .annotate(lap=Case(When(article__in=needed, then=0), When(after, then=1), default=2))
        .order_by("lap", "article__order", "title", "article_id")
    )
    return [entry_of(other) for other in _lean(in_order)[:MOST_NEXT_READS]]


def _best_first(publication: Publication) -> tuple[int, str]:
    grade = -1 if publication.evidence is None else publication.evidence
    return -grade, publication.title.casefold()


def _grade(step: int, reason: str = "") -> EvidenceGrade:
    return EvidenceGrade(step, str(Grade(step).label), reason)


def _lean(publications: PublicationQuerySet) -> PublicationQuerySet:
    """Without the texts, which a list does not show."""
    return publications.only("title", "path", "summary", "evidence", "evidence_reason", "icd10")
