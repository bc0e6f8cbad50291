"""From a publication to the page a reader gets.

The text is frozen. What is laid over it when the page is made is all here: the pharmacy's
facts, glossary links, retractions, the review line, urgent notices, and beside a grade the
count of the studies it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from ldn_site.articles.library import load_terms
from ldn_site.articles.models import Notice, Publication, Topic
from ldn_site.articles.reviews import Review, review_of
from ldn_site.markup import fill_facts, link_terms
from ldn_site.pages.listing import Entry, EvidenceGrade, grade_of, next_reads
from ldn_site.pages.sources import Source, sources_of
from ldn_site.pages.structured import medical_web_page
from ldn_site.pages.tallies import Basis, basis_of
from ldn_site.pharmacy.facts import facts, the_pharmacy

GRACE_DAYS = 30  # how long a safety page may be past its review before it says "being checked"
MOST_CHANGES = 10
# The warning that a page begins with, which stands above the list of contents.
LEAD = re.compile(r'<div [^>]*class="callout callout--warning"[^>]*>(?:(?!<div).)*?</div>\s*', re.S)


@dataclass(frozen=True)
class Change:
    """What an earlier publication changed, in one sentence."""

    day: date
    note: str


@dataclass(frozen=True)
class Page:
    """Everything the article template shows."""

    path: str
    language: str
    title: str
    summary: str
    warning: SafeString
    html: SafeString
    outline: Sequence[dict[str, Any]]
    grade: EvidenceGrade | None
    basis: Basis | None
    review: Review | None
    is_being_checked: bool
    notices: Sequence[str]
    sources: Sequence[Source]
    change_note: str
    changed_on: date
    earlier_changes: Sequence[Change]
    leads_to_visit: bool
    next_reads: Sequence[Entry]
    json_ld: dict[str, Any]

    @property
    def markdown_path(self) -> str:
        return self.path.rstrip("/") + ".md"

    @property
    def is_drawn(self) -> bool:
        """Whether it needs the styles of drawings, which are a sheet of their own."""
        return 'class="drawing' in self.html

    @property
    def cites_retracted_work(self) -> bool:
        return any(source.is_retracted for source in self.sources)


def compose(publication: Publication) -> Page:
    """The page as it is now. `publication.article` should be fetched with it."""
    sources = sources_of(publication)
    review = review_of(publication)
    warning, html = split_lead(overlay(publication.html))
    return Page(
        path=publication.path,
        language=publication.language,
        title=publication.title,
        summary=publication.summary,
        # Sanitized when it was published; the overlay escapes what it adds.
        warning=mark_safe(warning),
        html=mark_safe(html),
        outline=[heading for heading in publication.outline if heading["level"] == 2],
        grade=grade_of(publication),
        basis=basis_of(publication),
        review=review,
        is_being_checked=is_being_checked(publication, review),
        notices=notices_of(publication),
        sources=sources,
        change_note=publication.change_note,
        changed_on=timezone.localdate(publication.publish_at),
        earlier_changes=earlier_changes(publication),
        leads_to_visit=publication.topic != Topic.ABOUT,
        next_reads=next_reads(publication),
        json_ld=medical_web_page(
            publication,
            review=review,
            pharmacy=the_pharmacy(),
            sources=sources,
            first_published=first_published_on(publication),
        ),
    )


def is_being_checked(publication: Publication, review: Review | None) -> bool:
    """Whether a page on safety is so long past its review that nobody should act on it alone."""
    return (
        publication.topic == Topic.SAFETY
        and review is not None
        and review.days_overdue > GRACE_DAYS
    )


def notices_of(publication: Publication) -> list[str]:
    """The urgent words that stand above the page now."""
    shown = Notice.objects.filter(article=publication.article_id, is_shown=True)
    return list(shown.order_by("pk").values_list("text", flat=True))


def first_published_on(publication: Publication) -> date:
    """When readers first had this page, in whatever words."""
    if publication.number in (None, 1):
        return timezone.localdate(publication.publish_at)
    due = Publication.objects.filter(
        article=publication.article_id,
        publish_at__lte=publication.publish_at,
        cancellation__isnull=True,
    )
    first: datetime | None = due.aggregate(first=Min("publish_at"))["first"]
    return timezone.localdate(first or publication.publish_at)


def earlier_changes(publication: Publication) -> list[Change]:
    """What readers saw change before this text, the newest first."""
    if publication.number in (None, 1):  # None: staff look at it before there is any
        return []
    earlier = Publication.objects.filter(
        article=publication.article_id,
        number__lt=publication.number,
        publish_at__lte=publication.publish_at,
        cancellation__isnull=True,
    )
    found = earlier.order_by("-number").values_list("publish_at", "change_note")
    return [Change(timezone.localdate(at), note) for at, note in found[:MOST_CHANGES]]


def overlay(html: str) -> str:
    """Frozen HTML with the pharmacy's facts and the glossary's links of today."""
    if "data-fact=" in html:
        html = fill_facts(html, facts())
    linked, _terms = link_terms(html, load_terms())
    return linked


def split_lead(html: str) -> tuple[str, str]:
    """The warning at the very top, if there is one, and all the rest."""
    lead = LEAD.match(html)
    return (lead.group(), html[lead.end() :]) if lead else ("", html)
