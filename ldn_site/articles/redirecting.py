"""Addresses made by hand. Each is stored with its end, so that no reader is sent on twice.

Moved pages need none: their old addresses are derived from what was published.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.addresses import Moved, answer, answers, onward, page_of
from ldn_site.articles.models import Article, Publication, Redirect
from ldn_site.trail.recording import record

# Where these find nothing, the reader is sent on by a redirect if there is one.
MAY_BE_NOWHERE = frozenset({"pages:article", "pages:source", "pages:study"})


class GoesRound(Exception):
    """The way leads back to where it was before; `way` is all of it."""

    def __init__(self, way: list[str]) -> None:
        super().__init__(" → ".join(way))
        self.way = way


@transaction.atomic
def save_redirect(redirect: Redirect, *, by: User | None) -> Redirect:
    """Lead an address elsewhere, or somewhere else than before.

    What it leads to may lead on; then its end is stored, and every redirect that led to this
    one is moved there too. Raises ValidationError by field.
    """
    verb = "added" if redirect._state.adding else "changed"
    redirect.full_clean()
    redirect.new_path = end_of(redirect)
    redirect.save()
    record(verb, redirect, by=by)
    for other in Redirect.objects.select_for_update().exclude(pk=redirect.pk):
        if page_of(other.new_path) == redirect.old_path:
            other.new_path = onward(other.new_path, redirect.new_path)
            other.save()
            record("changed", other, by=by)
    return redirect


@transaction.atomic
def delete_redirect(redirect: Redirect, *, by: User | None) -> None:
    record("deleted", redirect, by=by)
    redirect.delete()


def end_of(redirect: Redirect) -> str:
    """Where readers of `redirect` end. Raises ValidationError by field, in words."""
    _refuse_address_in_use(redirect.old_path)
    others = dict(Redirect.objects.exclude(pk=redirect.pk).values_list("old_path", "new_path"))
    try:
        end = follow(redirect.old_path, redirect.new_path, others)
        found = answer(page_of(end))
        if isinstance(found, Moved):
            end = onward(end, found.to)
            if page_of(end) == redirect.old_path:
                raise GoesRound([redirect.old_path, redirect.new_path, redirect.old_path])
    except GoesRound as error:
        raise ValidationError(
            {"new_path": _("This goes in a circle: %s. Lead it to a page that stays.") % error}
        ) from error
    if not answers(end):
        raise ValidationError({"new_path": _nowhere(end)})
    return end


def follow(old_path: str, new_path: str, others: Mapping[str, str]) -> str:
    """The end of the way from `old_path` to `new_path` and on by `others`. Raises GoesRound."""
    way, to = [old_path], new_path
    while True:
        at = page_of(to)
        if at in way:
            raise GoesRound([*way, at])
        if at not in others:
            return to
        way.append(at)
        to = onward(to, others[at])


def _refuse_address_in_use(path: str) -> None:
    """A page has this address, so no reader would ever be sent on from it."""
    owner = Publication.objects.filter(path=path).select_related("article").first()
    if owner:
        words = _(
            "“%(title)s” has or had this address, and readers find it by that. To send them "
            "elsewhere, open that page and take it down."
        )
        raise ValidationError({"old_path": words % {"title": owner.article.title}})
    try:
        is_page = resolve(path).view_name not in MAY_BE_NOWHERE
    except Resolver404:
        return
    if is_page:
        raise ValidationError({"old_path": _("The site has a page of its own at %s.") % path})


def _nowhere(address: str) -> str:
    path = page_of(address)
    slug = path.rstrip("/").rpartition("/")[2]
    draft = next((row for row in Article.objects.filter(slug=slug) if row.path == path), None)
    if draft:
        return _(
            "“%(title)s” at %(path)s is not public. Publish it first, or lead to another page."
        ) % {"title": draft.title, "path": path}
    return _("No page answers at %s. Give the address of one that readers can open.") % path
