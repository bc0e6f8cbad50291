"""What makes a text public and what takes it away. Both only ever add rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.addresses import answers, leads_back
from ldn_site.articles.checking import blockers, check
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Cancellation, Publication, Withdrawal
from ldn_site.articles.resolving import (
    RENDERER,
    Resolved,
    made_from,
    publication_digest,
    resolve,
)
from ldn_site.markup import Finding
from ldn_site.trail.recording import COMMAND, record

A_MOMENT = timedelta(minutes=2)  # a time is typed to the minute, and then the button is found


class CannotPublish(Exception):
    """Why a text cannot become public, in words for staff."""


class NotSigned(CannotPublish):
    """The page was signed before, and this text was not."""

    def __init__(self) -> None:
        super().__init__(
            _("This page has been signed before, so only a signed text can replace it.")
        )


class AnotherText(CannotPublish):
    """What is stored is not what the publisher looked at."""

    def __init__(self) -> None:
        super().__init__(
            _("The text was saved again since you opened this page. Look at it as it is now.")
        )


class NothingChanged(CannotPublish):
    """Readers already have, or are about to have, exactly this text."""

    def __init__(self) -> None:
        super().__init__(_("This text is already published or scheduled."))


class HasBlockers(CannotPublish):
    """The checker found faults that must not become public."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            _("Mend these first: %s")
            % " ".join(f"{_('Line')} {f.line}: {f.message}" for f in findings)
        )
        self.findings = findings


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User | None,
    change_note: str,
    publish_at: datetime | None = None,
    review_digest: str = "",
    library: Library | None = None,
) -> Publication:
    """Freeze the stored article as readers will see it, from `publish_at` on (default: now).

    `change_note` is one plain sentence for readers. With `review_digest`, only the text that
    has it is published. Raises CannotPublish (AnotherText, NotSigned, NothingChanged,
    HasBlockers), and PermissionDenied for a person without the permission; `by=None` is the
    command line.
    """
    _need_permission(by)
    now = timezone.now()
    if publish_at and publish_at < now - A_MOMENT:
        raise CannotPublish(_("That time has passed. Leave the time blank to publish now."))
    if not change_note.strip():
        raise CannotPublish(_("Say in one plain sentence what changed."))
    article = Article.objects.select_for_update().get(pk=article.pk)
    library = library or Library.load()
    resolved = resolve(article, library)
    if review_digest and review_digest != resolved.review_digest:
        raise AnotherText
    if found := blockers(check(article, library, resolved.rendered)):
        raise HasBlockers(found)
    signed = set(article.sign_offs.values_list("review_digest", flat=True))
    if signed and resolved.review_digest not in signed:
        raise NotSigned
    if _newest_standing_digest(article) == resolved.review_digest:
        raise NothingChanged
    publication = freeze(
        article,
        resolved,
        number=_highest_number(article) + 1,
        change_note=change_note.strip(),
        publish_at=max(publish_at or now, now),
        published_by=_name(by),
    )
    publication.save()
    record("published", article, by=by, detail=f"number {publication.number}")
    return publication


def freeze(article: Article, resolved: Resolved, **fields: Any) -> Publication:
    """An unsaved publication of `resolved`: what publishing would store, and a preview shows."""
    text, rendered = resolved.text, resolved.rendered
    return Publication(
        article=article,
        path=text.path,
        language=text.language,
        topic=article.topic,
        title=text.title,
        summary=text.summary,
        evidence=text.evidence,
        evidence_reason=text.evidence_reason,
        icd10=text.icd10,
        synonyms=text.synonyms,
        source=text.body,
        inputs=resolved.inputs,
        review_digest=resolved.review_digest,
        renderer=RENDERER,
        **made_from(rendered),
        **fields,
    )


@transaction.atomic
def cancel(publication: Publication, *, by: User | None, reason: str = "") -> Cancellation:
    """Call off a scheduled publication. Raises CannotPublish once it is public."""
    _need_permission(by)
    Article.objects.select_for_update().get(pk=publication.article_id)
    if publication.publish_at <= timezone.now():
        raise CannotPublish(_("This text is public already. Withdraw the page instead."))
    if Cancellation.objects.filter(publication=publication).exists():
        raise CannotPublish(_("This publication was called off already."))
    cancellation = Cancellation.objects.create(publication=publication, by=_name(by), reason=reason)
    record("called off", publication.article, by=by, detail=f"number {publication.number}")
    return cancellation


@transaction.atomic
def withdraw(
    article: Article, *, by: User | None, reason: str, redirect_to: str = ""
) -> Withdrawal:
    """Take the page down at once, with everything scheduled for it.

    `reason` is shown to readers, who are sent to `redirect_to` where that is given. Needs no
    sign-off. An older text never comes back by it. Done again, it changes what readers are
    told of a page that is down already.
    """
    _need_permission(by)
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not reason.strip():
        raise CannotPublish(_("Say in one plain sentence why the page is taken down."))
    is_down = _newest_standing_digest(article) is None
    if is_down and not article.withdrawals.exists():
        raise CannotPublish(_("This page is not public, so there is nothing to take down."))
    if redirect_to and leads_back(redirect_to, article):
        raise CannotPublish(_("That is this page itself. Readers need another page to go to."))
    if redirect_to and not answers(redirect_to):
        raise CannotPublish(
            _("No page answers at %s. Give the address of one that readers can open.") % redirect_to
        )
    withdrawal = Withdrawal.objects.create(
        article=article,
        number=_highest_number(article),
        by=_name(by),
        reason=reason.strip(),
        redirect_to=redirect_to,
    )
    verb = "changed the notice of a page taken down" if is_down else "withdrew"
    record(verb, article, by=by, detail=reason)
    return withdrawal


def _need_permission(by: User | None) -> None:
    if by is not None and not by.has_perm("articles.publish_article"):
        raise PermissionDenied


def _name(by: User | None) -> str:
    return str(by) if by else COMMAND


def _highest_number(article: Article) -> int:
    return article.publications.aggregate(highest=Max("number"))["highest"] or 0


def _newest_standing_digest(article: Article) -> str | None:
    """The digest of the newest text that is or will be public, if there is one."""
    standing = Publication.objects.live() | Publication.objects.scheduled()
    newest = standing.filter(article=article).order_by("-number").first()
    return publication_digest(newest) if newest else None
