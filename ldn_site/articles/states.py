"""Where an article stands. Derived each time from publications and sign-offs, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SignOff, Submission, Withdrawal
from ldn_site.articles.resolving import article_digest, publication_digest


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("Waits for a reviewer")
    SIGNED = "signed", _("Signed, not live")
    LIVE = "live", _("Live")
    LIVE_WITH_CHANGES = "live-with-changes", _("Live, with changes not yet public")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True)
class Standing:
    """Where one article stands, with what that was concluded from."""

    state: State
    is_signed: bool
    was_ever_signed: bool
    was_ever_withdrawn: bool
    live: Publication | None
    is_live_as_it_stands: bool
    scheduled_at: datetime | None
    submission: Submission | None

    @property
    def was_sent_back(self) -> bool:
        """Whether a reviewer asked for changes, and nobody has sent a new text since."""
        return self.submission is not None and hasattr(self.submission, "send_back")

    @property
    def may_republish(self) -> bool:
        """Whether files alone may replace the page: nobody has signed it or taken it down."""
        return not self.was_ever_signed and not self.was_ever_withdrawn


def standings(articles: Iterable[Article], library: Library | None = None) -> dict[str, Standing]:
    """The standing of each article by its id, in a number of queries that does not grow."""
    articles = list(articles)
    library = library or Library.load()
    ids = [article.pk for article in articles]
    live = {p.article_id: p for p in Publication.objects.live().filter(article__in=ids)}
    scheduled = {
        p.article_id: p.publish_at
        for p in Publication.objects.scheduled().filter(article__in=ids).order_by("number")
    }
    signed: dict[str, set[str]] = {}
    for article_id, digest in SignOff.objects.filter(article__in=ids).values_list(
        "article_id", "review_digest"
    ):
        signed.setdefault(article_id, set()).add(digest)
    submitted = {
        submission.article_id: submission
        for submission in Submission.objects.filter(article__in=ids)
        .select_related("person", "send_back", "send_back__person")
        .order_by("pk")
    }
    withdrawn = set(Withdrawal.objects.filter(article__in=ids).values_list("article_id", flat=True))
    return {
        article.pk: _standing(
            digest=article_digest(article, library),
            live=live.get(article.pk),
            signed=signed.get(article.pk, set()),
            was_withdrawn=article.pk in withdrawn,
            scheduled_at=scheduled.get(article.pk),
            submission=submitted.get(article.pk),
        )
        for article in articles
    }


def standing_of(article: Article, library: Library | None = None) -> Standing:
    return standings([article], library)[article.pk]


def _standing(
    *,
    digest: str,
    live: Publication | None,
    signed: set[str],
    was_withdrawn: bool,
    scheduled_at: datetime | None,
    submission: Submission | None,
) -> Standing:
    is_signed = digest in signed
    is_live_as_it_stands = live is not None and publication_digest(live) == digest
    waits = submission is not None and submission.review_digest == digest
    if waits and not is_signed and not hasattr(submission, "send_back"):
        state = State.IN_REVIEW
    elif live:
        state = State.LIVE if is_live_as_it_stands else State.LIVE_WITH_CHANGES
    elif was_withdrawn:
        state = State.WITHDRAWN
    else:
        state = State.SIGNED if is_signed else State.DRAFT
    return Standing(
        state=state,
        is_signed=is_signed,
        was_ever_signed=bool(signed),
        was_ever_withdrawn=was_withdrawn,
        live=live,
        is_live_as_it_stands=is_live_as_it_stands,
        scheduled_at=scheduled_at,
        submission=submission,
    )
