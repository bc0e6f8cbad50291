"""Live pages as lists show them."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower

from ldn_site.articles.models import Grade, Publication, PublicationQuerySet, Topic

STEPS = (1, 2, 3, 4)
MOST_NEXT_READS = 3
MOST_AT_A_GLANCE = 24


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


def grade_of(publication: Publication) -> EvidenceGrade | None:
    if publication.evidence is None:
        return None
    words = str(Grade(publication.evidence).label)
    return EvidenceGrade(publication.evidence, words, publication.evidence_reason)


def entry_of(publication: Publication) -> Entry:
    return Entry(publication.title, publication.path, publication.summary, grade_of(publication))


def pages_of(topic: str) -> QuerySet[Publication]:
    """The live English pages of a topic, in the order that staff gave them."""
    return _lean(
        Publication.objects.live()
        .filter(topic=topic, language="en")
        .order_by("article__order", "title", "article_id")
    )


def conditions_at_a_glance() -> list[Entry]:
    """Conditions with a grade, the best evidence first."""
    graded = Publication.objects.live().filter(
        topic=Topic.CONDITIONS, language="en", evidence__isnull=False
    )
    found = _lean(graded.order_by("-evidence", Lower("title")))[:MOST_AT_A_GLANCE]
    return [entry_of(publication) for publication in found]


def next_reads(publication: Publication) -> list[Entry]:
    """The pages that follow this one in its topic, beginning again after the last."""
    live = Publication.objects.live()
    siblings = live.filter(topic=publication.topic, language=publication.language).exclude(
        article=publication.article_id
    )
    order = publication.article.order
    after = Q(article__order__gt=order) | Q(article__order=order, title__gt=publication.title)
    in_order = siblings.annotate(lap=Case(When(after, then=0), default=1)).order_by(
        "lap", "article__order", "title", "article_id"
    )
    return [entry_of(sibling) for sibling in _lean(in_order)[:MOST_NEXT_READS]]


def _lean(publications: PublicationQuerySet) -> PublicationQuerySet:
    """Without the texts, which a list does not show."""
    return publications.only("title", "path", "summary", "evidence", "evidence_reason")
