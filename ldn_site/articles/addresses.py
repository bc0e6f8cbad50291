"""What an address answers, decided when it is asked for.

Old addresses are derived from publications, so a page that moves needs no redirect written
and none can be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ldn_site.articles.models import Publication, Redirect, Withdrawal


@dataclass(frozen=True)
class Live:
    """A page to read."""

    publication: Publication


@dataclass(frozen=True)
class Moved:
    """The page is elsewhere now, for good."""

    to: str


@dataclass(frozen=True)
class Gone:
    """The page was taken down, and this is what readers are told."""

    title: str
    reason: str


def answer(path: str) -> Live | Moved | Gone | None:
    """What `path` answers; None where nothing was ever there."""
    live = Publication.objects.live()
    if publication := live.filter(path=path).first():
        return Live(publication)
    past = (
        Publication.objects.filter(
            path=path, publish_at__lte=timezone.now(), cancellation__isnull=True
        )
        .order_by("-number")
        .first()
    )
    if past is not None:
        if now := live.filter(article=past.article_id).only("path").first():
            return Moved(now.path)
        withdrawal = Withdrawal.objects.filter(article=past.article_id).order_by("-number").first()
        if withdrawal and withdrawal.redirect_to:
            return Moved(withdrawal.redirect_to)
        return Gone(past.title, withdrawal.reason if withdrawal else "")
    if redirect := Redirect.objects.filter(old_path=path).first():
        return Moved(redirect.new_path)
    return None
