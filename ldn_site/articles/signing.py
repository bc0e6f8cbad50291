"""Clinical sign-off: a person's word on one exact text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.frozen import taken_as_read
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SharedBlock, SignOff
from ldn_site.articles.resolving import Text, article_digest, gather, publication_digest
from ldn_site.evidence.models import Reference
from ldn_site.media.models import Picture
from ldn_site.pharmacy.facts import signs_alone
from ldn_site.trail.recording import record

PARTS = ("blocks", "references", "images")  # what a page holds besides its own text
WORDED = ("title", "summary", "evidence_reason", "body")
SENTENCE = re.compile(r"(?:\S*\w\S*\s+){2,}\S*\w")  # fewer words are nobody's own


class CannotSign(Exception):
    """Why this person cannot sign this text now, in words for that person."""


@transaction.atomic
def sign(
    article: Article,
    *,
    by: User,
    review_digest: str,
    review_due_on: date | None = None,
    note: str = "",
    library: Library | None = None,
) -> SignOff:
    """Record that `by` answers for the text with this digest, the one they have read.

    The next review is due after the article's review interval unless `review_due_on` says
    otherwise. Raises PermissionDenied without the permission, and CannotSign where the text
    has changed since, the reviewer has no credential, or wrote part of the change themselves;
    the last is allowed, and marked, where the pharmacy has decided that one person signs alone.
    """
    if not by.has_perm("articles.sign_article"):
        raise PermissionDenied
    article = Article.objects.select_for_update().get(pk=article.pk)
    library = library or Library.load()
    if article_digest(article, library) != review_digest:
        raise CannotSign(_("The text has changed since you read it. Read it again, then sign."))
    if not by.credential:
        raise CannotSign(_("Your account has no credential. A manager can add it."))
    is_by_author = wrote_part_of_the_change(article, by, library)
    if is_by_author and not signs_alone():
        raise CannotSign(
            _("You saved part of this text since it was last signed. Another reviewer must sign.")
        )
    if _waits_unsigned(article, review_digest):
        raise CannotSign(
            _(
                "A text that nobody has signed is scheduled for this page, and would replace "
                "yours. Have it called off first, then sign."
            )
        )
    due = review_due_on or add_months(timezone.localdate(), article.review_months)
    if due <= timezone.localdate():
        raise CannotSign(_("The next review must be due after today."))
    sign_off = SignOff.objects.create(
        article=article,
        review_digest=review_digest,
        reviewer=by,
        reviewer_name=by.display_name or by.username,
        credential=by.credential,
        review_due_on=due,
        note=note,
        is_by_author=is_by_author,
    )
    verb = "signed a text of their own" if is_by_author else "signed"
    record(verb, article, by=by, detail=review_digest)
    return sign_off


def _waits_unsigned(article: Article, review_digest: str) -> bool:
    """Whether a text is scheduled that neither this signature nor an older one covers."""
    signed = {review_digest, *article.sign_offs.values_list("review_digest", flat=True)}
    gone = article.withdrawals.aggregate(highest=Max("number"))["highest"] or 0
    live = Publication.objects.live().filter(article=article).first()
    # One that a sooner text overtook counts again as soon as that one is called off.
    waiting = article.publications.filter(
        number__gt=max(gone, live.number if live else 0),
        publish_at__gt=timezone.now(),
        cancellation__isnull=True,
    )
    return any(publication_digest(publication) not in signed for publication in waiting)


def wrote_part_of_the_change(article: Article, person: User, library: Library) -> bool:
    """Whether `person` saved the text, or what it holds, since the last sign-off, or typed what
    somebody else brought back since then."""
    last = taken_as_read(article.sign_offs.order_by("-pk")).first()
    saves = Article.history.filter(id=article.pk, history_user=person)
    if last is None:
        return (
            saves.exists()
            or _saved(gather(Text.of(article), library), person)
            or _typed(article, None, person)
        )
    if saves.filter(history_date__gt=last.signed_at).exists():
        return True
    now: dict[str, Any] = gather(Text.of(article), library)
    then: dict[str, Any] = {}
    stood = article.history.filter(history_date__lte=last.signed_at).order_by("-history_date")
    if was := stood.first():
        then = gather(replace(Text.of(article), body=was.body), library)
    # What came into the page since is new in it, however long ago it was written.
    new = {kind: now[kind].keys() - then.get(kind, {}).keys() for kind in PARTS}
    return (
        _saved(now, person, since=last.signed_at)
        or _saved(new, person)
        or _typed(article, was, person)
    )


def _saved(
    inputs: Mapping[str, Iterable[str]], person: User, since: datetime | None = None
) -> bool:
    """Whether `person` saved one of these passages, studies or pictures, ever or `since`."""
    histories = [
        SharedBlock.history.filter(name__in=inputs["blocks"]),
        Reference.history.filter(id__in=inputs["references"]),
        Picture.history.filter(name__in=inputs["images"]),
    ]
    return any(
        history.filter(
            history_user=person, **({"history_date__gt": since} if since else {})
        ).exists()
        for history in histories
    )


def _typed(article: Article, was: Any, person: User) -> bool:
    """Whether a sentence that is new since `was` stands in a text that `person` saved once, or
    that was set aside for them: a colleague may bring back either."""
    new = _sentences(vars(article))
    if was:
        new -= _sentences(vars(was))
    if not new:
        return False
    saves = Article.history.filter(id=article.pk, history_user=person).values(*WORDED)
    texts = [*saves, *article.set_aside.filter(person=person).values_list("values", flat=True)]
    return any(new & _sentences(text) for text in texts)


def _sentences(values: Mapping[str, Any]) -> set[str]:
    lines = (line.strip() for name in WORDED for line in values.get(name, "").splitlines())
    return {line for line in lines if SENTENCE.match(line)}


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return date(day.year + years, month + 1, day.day)
