"""How a text comes before a reviewer, and back to its writer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, SendBack, Submission
from ldn_site.articles.resolving import article_digest
from ldn_site.trail.recording import record


class CannotSubmit(Exception):
    """Why a text cannot be sent to a reviewer, or sent back, in words for staff."""


@transaction.atomic
def submit(article: Article, *, by: User, note: str = "") -> Submission:
    """Ask the reviewers to read and sign the stored text, exactly as it is now.

    Raises PermissionDenied without the permission to write, and CannotSubmit where this text
    is waiting or signed already. A text that cannot be published yet may be submitted: a
    reviewer's advice may be what it lacks.
    """
    if not by.has_perm("articles.change_article"):
        raise PermissionDenied
    article = Article.objects.select_for_update().get(pk=article.pk)
    digest = article_digest(article, Library.load())
    if article.sign_offs.filter(review_digest=digest).exists():
        raise CannotSubmit(_("This text is signed already. The next step is to publish it."))
    last = newest_submission(article)
    if last and last.review_digest == digest and not was_sent_back(last):
        raise CannotSubmit(_("This text is waiting for a reviewer already."))
    submission = Submission.objects.create(
        article=article, review_digest=digest, person=by, note=note.strip()
    )
    record("sent to a reviewer", article, by=by, detail=digest)
    return submission


@transaction.atomic
def send_back(submission: Submission, *, by: User, remarks: str) -> SendBack:
    """Tell the writer what to change before this text can be signed.

    Raises PermissionDenied without the permission to sign, and CannotSubmit without remarks or
    where the submission has been answered already.
    """
    if not by.has_perm("articles.sign_article"):
        raise PermissionDenied
    article = Article.objects.select_for_update().get(pk=submission.article_id)
    if not remarks.strip():
        raise CannotSubmit(_("Say what to change, so that the writer knows what to do."))
    newest = newest_submission(article)
    if newest is None or newest.pk != submission.pk:
        raise CannotSubmit(_("A newer text was sent to you meanwhile. Read that one."))
    if was_sent_back(newest):
        raise CannotSubmit(_("This text was sent back already."))
    if article.sign_offs.filter(review_digest=newest.review_digest).exists():
        raise CannotSubmit(_("This text is signed already, so it cannot be sent back."))
    answer = SendBack.objects.create(submission=newest, person=by, remarks=remarks.strip())
    record("sent back", article, by=by)
    return answer


def newest_submission(article: Article) -> Submission | None:
    """The last time that anybody sent the article to a reviewer, with what came of it."""
    return (
        article.submissions.select_related("person", "send_back", "send_back__person")
        .order_by("-pk")
        .first()
    )


def was_sent_back(submission: Submission) -> bool:
    return hasattr(submission, "send_back")
