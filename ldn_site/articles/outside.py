"""Readers without an account: a link to one exact text, and what they remark about it.

The link holds no more than the number of a row and a signature over it. What it opens, how
long, and whether at all, is looked up each time it is used, so a revoked link is dead at once.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.frozen import Frozen
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, OutsideLink, OutsideRemark
from ldn_site.trail.recording import VISITOR, record

DAYS = (7, 14, 30)
MOST_REMARKS = 100  # through one link; a person writes a few, a program would not end
MAY_MAKE = ("articles.change_article", "articles.sign_article", "articles.publish_article")


class CannotShare(Exception):
    """Why there is no such link or remark, in words."""


@transaction.atomic
def make_link(article: Article, *, by: User, made_for: str, days: int) -> OutsideLink:
    """A link to the text as it stands now, which stays that text, for `days` days.

    Raises PermissionDenied for somebody who may neither write, sign nor publish.
    """
    if not may_share(by):
        raise PermissionDenied
    if days not in DAYS:
        raise CannotShare(_("Choose how long the link works."))
    if not made_for.strip():
        raise CannotShare(_("Say who will read it, so that you can tell the links apart."))
    article = Article.objects.select_for_update().get(pk=article.pk)
    frozen = Frozen.of_article(article, Library.load())
    link = OutsideLink.objects.create(
        article=article,
        made_for=made_for.strip(),
        made_by=str(by),
        review_digest=frozen.digest,
        frozen=frozen.as_json(),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("made an outside link", article, by=by, detail=f"number {link.pk}, {days} days")
    return link


@transaction.atomic
def revoke_link(link: OutsideLink, *, by: User) -> OutsideLink:
    """End a link at once. What was remarked through it stays."""
    if not may_share(by):
        raise PermissionDenied
    link = OutsideLink.objects.select_for_update().select_related("article").get(pk=link.pk)
    if not is_open(link):
        raise CannotShare(_("This link has ended already."))
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("revoked an outside link", link.article, by=by, detail=f"number {link.pk}")
    return link


@transaction.atomic
def remark(link: OutsideLink, *, name: str, text: str) -> OutsideRemark:
    """Keep what an outside reader wrote; the same words twice are kept once.

    Raises CannotShare where the link has ended or holds all the remarks it can.
    """
    link = OutsideLink.objects.select_for_update().select_related("article").get(pk=link.pk)
    if not is_open(link):
        raise CannotShare(_("This link has ended, so your remark was not kept."))
    if same := link.remarks.filter(name=name, text=text).first():
        return same
    if link.remarks.count() >= MOST_REMARKS:
        raise CannotShare(_("This link holds as many remarks as it can. Ask for a new one."))
    kept = OutsideRemark.objects.create(link=link, name=name, text=text)
    record("remarked", link.article, by=VISITOR, detail=f"outside link number {link.pk}")
    return kept


def may_share(user: User) -> bool:
    """Whether `user` makes and ends links: those who see a text and do something with it."""
    return user.has_perm("articles.view_article") and any(map(user.has_perm, MAY_MAKE))


def is_open(link: OutsideLink) -> bool:
    return link.revoked_at is None and link.expires_at > timezone.now()


def path_of(link: OutsideLink) -> str:
    """The address to hand on; the room of public pages answers there."""
    return reverse("pages:outside", args=[_signer().sign(str(link.pk))])


def link_of(token: str) -> OutsideLink | None:
    """The link that `token` is the key to, open or not; None for a token that we never gave."""
    try:
        number = _signer().unsign(token)
    except BadSignature:
        return None
    return OutsideLink.objects.select_related("article").filter(pk=number).first()


def _signer() -> Signer:
    return Signer(salt="ldn_site.articles.outside")
