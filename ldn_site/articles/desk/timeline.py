"""Everything that happened to an article, newest first, a page of it at a time.

Only the time and the number of each event are read for all; the rest is fetched for the page
that is shown. So an article saved a thousand times asks no more queries than a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ldn_site.articles.desk.versions import moment
from ldn_site.articles.models import (
    Article,
    Cancellation,
    Publication,
    SendBack,
    SetAside,
    SignOff,
    Submission,
    Withdrawal,
)
from ldn_site.articles.resolving import publication_digest
from ldn_site.design.histories import PER_PAGE, Item, changed_in_short

COUNTED = {"body": gettext_lazy("text"), "summary": gettext_lazy("short answer")}

# When it happened, which kind of thing it is, and its number.
Mark = tuple[datetime, int, int]


def timeline(article: Article, page: Any) -> Page[Item]:
    """The page of that number (the nearest there is) of what happened to `article`."""
    kinds = [kind(article) for kind in KINDS]
    marks = sorted(
        (
            (at, place, number)
            for place, (rows, when, _tell) in enumerate(kinds)
            for number, at in rows.values_list("pk", when)
        ),
        reverse=True,
    )
    shown: Page[Any] = Paginator(marks, PER_PAGE).get_page(page)
    items: dict[Mark, Item] = {}
    for place, (rows, _when, tell) in enumerate(kinds):
        wanted = {number: mark for mark in shown if (number := mark[2]) and mark[1] == place}
        if wanted:
            items |= {wanted[number]: item for number, item in tell(rows, list(wanted))}
    shown.object_list = [items[mark] for mark in shown.object_list if mark in items]
    return shown


Told = Iterable[tuple[int, Item]]
Kind = tuple["QuerySet[Any]", str, Callable[["QuerySet[Any]", Sequence[int]], Told]]


def _saves(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        # The one before the oldest on this page, too: it tells what that one changed.
        earlier = rows.filter(pk__lt=min(wanted)).order_by("-pk").values_list("pk", flat=True)[:1]
        needed = [*wanted, *earlier]
        saves = list(rows.filter(pk__in=needed).select_related("history_user").order_by("pk"))
        for before, row in zip([None, *saves], saves, strict=False):
            if row.pk in wanted:
                yield (
                    row.pk,
                    Item(
                        at=row.history_date,
                        what=_("Saved"),
                        who=str(row.history_user or _("the command line")),
                        note=row.history_change_reason or "",
                        details=[_("Changed: %s") % changed_in_short(before, row, COUNTED)],
                        key=f"save-{row.pk}",
                        before=f"save-{before.pk}" if before else "",
                        is_restorable=True,
                    ),
                )

    return article.history.all(), "history_date", tell


def _publications(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        signed = dict(
            SignOff.objects.filter(article=article)
            .order_by("pk")
            .values_list("review_digest", "reviewer_name")
        )
        for row in rows.filter(pk__in=wanted):
            signer = signed.get(publication_digest(row))
            details = [
                _("Signed by %s") % signer if signer else _("Nobody signed this text."),
                _("Address: %s") % row.path,
            ]
            if row.publish_at > row.created_at:
                details.insert(0, _("Public from %s") % moment(row.publish_at))
            yield (
                row.pk,
                Item(
                    at=row.created_at,
                    what=_("Published as number %d") % row.number,
                    who=row.published_by,
                    note=row.change_note,
                    details=details,
                    key=f"publication-{row.number}",
                    before=f"publication-{row.number - 1}" if row.number > 1 else "",
                    is_restorable=True,
                ),
            )

    return Publication.objects.filter(article=article), "created_at", tell


def _set_aside(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        for row in rows.filter(pk__in=wanted).select_related("person"):
            yield (
                row.pk,
                Item(
                    at=row.at,
                    what=_("Set aside when two people saved at once"),
                    who=str(row.person),
                    note=row.values.get("note", ""),
                    details=[_("Kept whole, and never part of the page.")],
                    key=f"aside-{row.pk}",
                    is_restorable=True,
                ),
            )

    return SetAside.objects.filter(article=article), "at", tell


def _sign_offs(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        for row in rows.filter(pk__in=wanted):
            due = _("Next review due %s") % date_format(row.review_due_on)
            who = f"{row.reviewer_name}, {row.credential}"
            yield row.pk, Item(row.signed_at, _("Signed"), who, row.note, [due])

    return SignOff.objects.filter(article=article), "signed_at", tell


def _withdrawals(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        for row in rows.filter(pk__in=wanted):
            sent = [_("Readers are sent to %s") % row.redirect_to] if row.redirect_to else []
            yield row.pk, Item(row.at, _("Taken down"), row.by, row.reason, sent)

    return Withdrawal.objects.filter(article=article), "at", tell


def _cancellations(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        for row in rows.filter(pk__in=wanted).select_related("publication"):
            what = _("Called off number %d") % row.publication.number
            yield row.pk, Item(row.at, what, row.by, row.reason)

    return Cancellation.objects.filter(publication__article=article), "at", tell


def _submissions(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        for row in rows.filter(pk__in=wanted).select_related("person"):
            yield row.pk, Item(row.at, _("Sent to a reviewer"), str(row.person), row.note)

    return Submission.objects.filter(article=article), "at", tell


def _send_backs(article: Article) -> Kind:
    def tell(rows: QuerySet[Any], wanted: Sequence[int]) -> Told:
        for row in rows.filter(pk__in=wanted).select_related("person"):
            yield row.pk, Item(row.at, _("Sent back"), str(row.person), row.remarks)

    return SendBack.objects.filter(submission__article=article), "at", tell


# Of two things at the same moment, the later in this list is shown first.
KINDS = (
    _saves,
    _set_aside,
    _submissions,
    _send_backs,
    _sign_offs,
    _publications,
    _cancellations,
    _withdrawals,
)
