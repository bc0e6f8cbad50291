"""Pages whose own text stands while a shared passage or a study changed under them.

One change can touch many pages. A reviewer reads the change once and may sign all the pages it
touches; each gets a sign-off of its own, of its own exact text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.changes import changed_inputs
from ldn_site.articles.frozen import Frozen, as_last_signed, taken_as_read
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SignOff
from ldn_site.articles.publishing import CannotPublish, publish
from ldn_site.articles.signing import CannotSign, sign
from ldn_site.articles.states import State

Chosen = Sequence[tuple[str, str]]  # the id of an article and the digest that was looked at


class Refused(Exception):
    """Which pages stood in the way, each with the reason. Nothing at all was done."""

    def __init__(self, reasons: dict[str, str]) -> None:
        super().__init__(_("Nothing was done, because some of the pages cannot be taken."))
        self.reasons = reasons


@dataclass(frozen=True)
class Touched:
    """A page that says something else than it did, by no change of its own text."""

    article: Article
    old: Frozen
    new: Frozen
    is_signed: bool
    was_signed: bool
    was_ever_signed: bool
    due_on: date | None

    @property
    def changed(self) -> list[tuple[str, str]]:
        return changed_inputs(self.old.inputs, self.new.inputs)

    @property
    def may_be_signed(self) -> bool:
        """Whether the change is all that a reviewer has not read: the rest was signed."""
        return self.was_signed and not self.is_signed

    @property
    def may_be_published(self) -> bool:
        return self.is_signed or not self.was_ever_signed


def candidates() -> QuerySet[Article]:
    """Pages that may be touched: all but those that the board, when it is level with what
    happened, has as standing just as readers have them, or as never seen by anybody."""
    state = Q(board_row__state__in=[State.LIVE, State.WITHDRAWN])
    unseen = Q(board_row__state=State.DRAFT, board_row__was_ever_signed=False)
    was_public = Exists(Publication.objects.filter(article=OuterRef("pk")))
    was_signed = Exists(SignOff.objects.filter(article=OuterRef("pk")))
    return (
        Article.objects.exclude(Q(board_row__is_stale=False) & (state | unseen))
        .filter(Q(was_public) | Q(was_signed))
        .order_by("topic", "order", "id")
    )


def touched(articles: Iterable[Article], library: Library) -> list[Touched]:
    """Those of `articles` whose inputs differ and whose own text does not, from the text that
    readers have or will have; or, where there is none, from the text that was signed last."""
    articles = list(articles)
    ids = [article.pk for article in articles]
    standing = Publication.objects.live() | Publication.objects.scheduled()
    public = {row.article_id: row for row in standing.filter(article__in=ids).order_by("number")}
    signatures: dict[str, dict[str, date]] = {}
    for row in SignOff.objects.filter(article__in=ids).order_by("pk"):
        signatures.setdefault(row.article_id, {})[row.review_digest] = row.review_due_on
    as_read = taken_as_read(SignOff.objects.filter(article__in=ids))
    read = set(as_read.values_list("article_id", "review_digest"))
    found = []
    for article in articles:
        signed = signatures.get(article.pk, {})
        old = _last(article, public.get(article.pk), library, was_signed=bool(signed))
        new = Frozen.of_article(article, library)
        if old and old.text == new.text and old.digest != new.digest:
            found.append(
                Touched(
                    article,
                    old,
                    new,
                    is_signed=new.digest in signed,
                    was_signed=(article.pk, old.digest) in read,
                    was_ever_signed=bool(signed),
                    due_on=signed.get(old.digest),
                )
            )
    return found


def _last(
    article: Article, publication: Publication | None, library: Library, *, was_signed: bool
) -> Frozen | None:
    if publication:
        return Frozen.of_publication(publication)
    return as_last_signed(article, library) if was_signed else None


@transaction.atomic
def sign_many(
    chosen: Chosen, *, by: User, review_due_on: date | None = None, note: str = ""
) -> list[SignOff]:
    """Sign each of the chosen texts, or none of them.

    Without `review_due_on` each page keeps the day on which its whole text is due for review:
    one changed passage is no reading of the rest. Raises Refused with the reason for each page
    that cannot be signed so.
    """
    if not by.has_perm("articles.sign_article"):
        raise PermissionDenied
    library = Library.load()
    pages = {page.article.pk: page for page in touched(_articles(chosen), library)}
    done, reasons = [], {}
    for article_id, digest in chosen:
        page = pages.get(article_id)
        try:
            if page is None or not page.may_be_signed:
                raise CannotSign(_("Read this page as a whole and sign it on its own."))
            due = review_due_on or page.due_on
            if due is None or due <= timezone.localdate():
                raise CannotSign(
                    _("Its review is due. Read the whole page, and give the next date.")
                )
            done.append(
                sign(
                    page.article,
                    by=by,
                    review_digest=digest,
                    review_due_on=due,
                    note=note,
                    library=library,
                )
            )
        except CannotSign as error:
            reasons[article_id] = str(error)
    if reasons:
        raise Refused(reasons)
    return done


@transaction.atomic
def publish_many(chosen: Chosen, *, by: User, change_note: str) -> list[Publication]:
    """Publish each of the chosen texts with one sentence, or none of them.

    Raises Refused with the reason for each page that cannot be published.
    """
    if not by.has_perm("articles.publish_article"):
        raise PermissionDenied
    library = Library.load()
    articles = {article.pk: article for article in _articles(chosen)}
    done, reasons = [], {}
    for article_id, digest in chosen:
        try:
            if article_id not in articles:
                raise CannotPublish(_("There is no such page any more."))
            done.append(
                publish(
                    articles[article_id],
                    by=by,
                    change_note=change_note,
                    review_digest=digest,
                    library=library,
                )
            )
        except CannotPublish as error:
            reasons[article_id] = str(error)
    if reasons:
        raise Refused(reasons)
    return done


def _articles(chosen: Chosen) -> list[Article]:
    return list(Article.objects.filter(pk__in=[article_id for article_id, _digest in chosen]))
