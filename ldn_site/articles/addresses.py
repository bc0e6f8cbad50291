"""What an address answers, decided when it is asked for.

Old addresses are derived from publications, so a page that moves needs no redirect written
and none can be forgotten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils import timezone

from ldn_site.articles.models import Article, Publication, Redirect, Withdrawal

# Addresses that any slug would resolve to: only a publication makes them answer.
PUBLISHED = frozenset({"pages:article", "pages:source"})
LONGEST_WAY = 5  # addresses that lead on to others; browsers give up a little later


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
    found = _answer(path)
    if isinstance(found, Moved) and _goes_round(path, found.to):
        return _answer(path, by_hand=False)
    return found


def answers(address: str) -> bool:
    """Whether readers who are sent to `address` of this site find a page there."""
    path = _path_in(address)
    found = answer(path.rstrip("/") + "/")
    if found is not None:
        return not isinstance(found, Gone)
    try:
        view = resolve(path)
    except Resolver404:
        return False
    return view.view_name not in PUBLISHED and view.namespaces == ["pages"]


def leads_back(address: str, article: Article) -> bool:
    """Whether `address` is, or leads to, `article` itself."""
    path = _path_in(address).rstrip("/") + "/"
    found = answer(path)
    if isinstance(found, Moved):
        found = answer(_path_in(found.to).rstrip("/") + "/")
    is_theirs = isinstance(found, Live) and found.publication.article_id == article.pk
    return is_theirs or path == article.path


def _path_in(address: str) -> str:
    return re.split("[?#]", address)[0]


def _goes_round(path: str, to: str) -> bool:
    """Whether addresses given by hand lead from `to` back to `path`, or on without an end.

    Each may have made sense when it was given, so this is seen only when all are followed.
    """
    seen = {path}
    while len(seen) <= LONGEST_WAY:
        at = _path_in(to).rstrip("/") + "/"
        if at in seen:
            return True
        seen.add(at)
        found = _answer(at)
        if not isinstance(found, Moved):
            return False
        to = found.to
    return True


def _answer(path: str, *, by_hand: bool = True) -> Live | Moved | Gone | None:
    """The first step of the answer. Without `by_hand`, no address that staff gave is followed."""
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
        if withdrawal and withdrawal.redirect_to and by_hand:
            return Moved(withdrawal.redirect_to)
        return Gone(past.title, withdrawal.reason if withdrawal else "")
    if by_hand and (redirect := Redirect.objects.filter(old_path=path).first()):
        return Moved(redirect.new_path)
    return None
