"""What the search page shows around and beside the pages that were found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.articles.models import GlossaryTerm, Grade, Publication, Topic
from ldn_site.evidence.models import Claim, Verdict
from ldn_site.pages.listing import EvidenceGrade
from ldn_site.search.finding import Hit
from ldn_site.search.words import STOP, stem, words_of

MOST_CLAIMS = 3
# Where somebody who found nothing, or has not searched yet, may begin.
STARTS = ("what-is-ldn", "side-effects", "opioids-and-other-medicines", "how-ldn-is-taken")
# What every claim is about: it tells none of them from the others.
SUBJECT = frozenset(stem(word, "en") for word in ("ldn", "low", "dose", "naltrexone"))


@dataclass(frozen=True)
class Found:
    """A page that was found, with what its reader should know before opening it."""

    hit: Hit
    topic: str
    grade: EvidenceGrade | None


@dataclass(frozen=True)
class Choice:
    """A topic to keep a search to."""

    label: str
    path: str
    is_current: bool


@dataclass(frozen=True)
class Heard:
    """A claim that somebody may have read, and the verdict on it."""

    claim: str
    verdict: str
    path: str


def listed(hits: Iterable[Hit]) -> list[Found]:
    return [Found(hit, str(Topic(hit.topic).label), _grade(hit.evidence)) for hit in hits]


def topic_choices(words: str, topic: str) -> list[Choice]:
    """All pages, and each topic, as links that search for the same words."""
    address = reverse("pages:search")
    every = [("", _("All pages")), *((value, str(label)) for value, label in Topic.choices)]
    return [
        Choice(
            label,
            f"{address}?{urlencode({'q': words, 'topic': value} if value else {'q': words})}",
            value == topic,
        )
        for value, label in every
    ]


def good_starts() -> list[Publication]:
    """Those of them that are live, in their order."""
    live = Publication.objects.live().filter(article__in=STARTS)
    pages = {page.article_id: page for page in live.only("article_id", "title", "path")}
    return [pages[article] for article in STARTS if article in pages]


def term_named(words: str) -> GlossaryTerm | None:
    """The medical word that somebody asks the meaning of, if they name one and nothing else."""
    named = _telling(words)
    return next(
        (
            term
            for term in (GlossaryTerm.objects.all() if named else ())
            if any(_telling(name) == named for name in (term.term, *term.variants))
        ),
        None,
    )


def claims_about(words: str) -> Sequence[Heard]:
    """Claims that hold all the words; none where the words are about LDN and nothing else."""
    asked = _telling(words) - SUBJECT
    if not asked:
        return []
    address = reverse("pages:claims")
    found = [claim for claim in Claim.objects.all() if asked <= _telling(claim.claim)]
    return [
        Heard(claim.claim, str(Verdict(claim.verdict).label), f"{address}#claim-{claim.pk}")
        for claim in found[:MOST_CLAIMS]
    ]


def _grade(value: int | None) -> EvidenceGrade | None:
    return None if value is None else EvidenceGrade(value, str(Grade(value).label), "")


def _telling(text: str) -> set[str]:
    return {stem(word, "en") for word in words_of(text) if word not in STOP}
