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
from ldn_site.evidence.models import Reference

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
    """What `path` answers; None where nothing was ever there.

    However often a page moved, and whatever was given by hand, the way is one step.
    """
    found = _answer(path)
    if isinstance(found, Moved):
        end = _end_of(path, found.to)
        return Moved(end) if end else _answer(path, by_hand=False)
    return found


def answers(address: str) -> bool:
    """Whether readers who are sent to `address` of this site find a page there."""
    path = _path_in(address)
    found = answer(page_of(address))
    if found is not None:
        return not isinstance(found, Gone)
    try:
        view = resolve(path)
    except Resolver404:
        return False
    if view.view_name == "pages:study":
        return Reference.objects.filter(pk=view.kwargs["key"]).exists()
    return view.view_name not in PUBLISHED and view.namespaces == ["pages"]


def leads_back(address: str, article: Article) -> bool:
    """Whether `address` is, or leads to, `article` itself."""
    path = page_of(address)
    found = answer(path)
    if isinstance(found, Moved):
        found = answer(page_of(found.to))
    is_theirs = isinstance(found, Live) and found.publication.article_id == article.pk
    return is_theirs or path == article.path


def page_of(address: str) -> str:
    """The page that `address` is of: no query, no place on it, a slash at its end."""
    return _path_in(address).rstrip("/") + "/"


def onward(address: str, to: str) -> str:
    """`to`, the page that took the place of `address`, at the same place on it if it names one."""
    _page, mark, place = address.partition("#")
    return to if "#" in to else f"{to}{mark}{place}"


def _path_in(address: str) -> str:
    return re.split("[?#]", address)[0]


def _end_of(path: str, to: str) -> str | None:
    """Where the way from `path` over `to` ends; None where it comes back, or has no end.

    Each address may have made sense when it was given by hand, so this is seen only when all
    are followed.
    """
    seen = {path}
    while len(seen) <= LONGEST_WAY:
        at = page_of(to)
        if at in seen:
            return None
        seen.add(at)
        found = _answer(at)
        if not isinstance(found, Moved):
            return to
        to = onward(to, found.to)
    return None


def _answer(path: str, *, by_hand: bool = True) -> Live | Moved | Gone | None:
    """The first step of the answer. Without `by_hand`, no address that staff gave is followed."""
    now = timezone.now()  # one moment, or a page would be gone in the instant it becomes public
    live = Publication.objects.live(now)
    if publication := live.filter(path=path).first():
        return Live(publication)
    past = (
        Publication.objects.filter(path=path, publish_at__lte=now, cancellation__isnull=True)
        .order_by("-number")
        .first()
    )
    if past is not None:
        if current := live.filter(article=past.article_id).only("path").first():
            return Moved(current.path)
        withdrawal = (
            Withdrawal.objects.filter(article=past.article_id).order_by("-number", "-pk").first()
        )
        if withdrawal and withdrawal.redirect_to and by_hand:
            return Moved(withdrawal.redirect_to)
        return Gone(past.title, withdrawal.reason if withdrawal else "")
    if by_hand and (redirect := Redirect.objects.filter(old_path=path).first()):
        return Moved(redirect.new_path)
    return None
