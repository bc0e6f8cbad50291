"""Text that was typed and not saved: kept, handed back, and never written over by another.

A slot belongs to one person and one page. It is named after the article, or `new:` and a
random word for a page that was never saved. Two tabs of one person share the slot, so a text
that another tab left there is set aside before a different one takes its place; of a page
that was never saved, it gets a slot of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.models import Article, Autosave, SetAside
from ldn_site.trail.recording import record

NEW = "new:"
MOST_LETTERS = 400_000  # in all fields together; an article of the site has 6,000


def new_slot() -> str:
    """A slot for a page that was never saved."""
    return NEW + get_random_string(12, "abcdefghijklmnopqrstuvwxyz0123456789")


class TooLong(Exception):
    """The text is longer than what is kept while somebody writes."""


@transaction.atomic
def keep(
    *,
    person: User,
    slot: str,
    values: Mapping[str, str],
    seen_version: int = 0,
    tab: str = "",
    follows: str = "",
) -> Autosave:
    """Keep what `person` has typed in `tab`; raises TooLong.

    `follows` is the tab whose text the person took over into this one.
    """
    if (letters := sum(map(len, values.values()))) > MOST_LETTERS:
        raise TooLong(
            _(
                "This page has %(letters)d letters, and %(most)d can be kept while you write. "
                "Save it, or split it into two pages."
            )
            % {"letters": letters, "most": MOST_LETTERS}
        )
    _make_way(person, slot, values, {tab, follows})
    return Autosave.objects.update_or_create(
        person=person,
        article_id=slot,
        defaults={"values": dict(values), "seen_version": seen_version, "tab": tab},
    )[0]


@transaction.atomic
def settle(
    *, person: User, slot: str, values: Mapping[str, str], tab: str = "", follows: str = ""
) -> None:
    """Clear the slot, because `values`, typed in `tab`, are saved now."""
    _make_way(person, slot, values, {tab, follows})
    forget(person=person, slot=slot)


def forget(*, person: User, slot: str) -> None:
    Autosave.objects.filter(person=person, article_id=slot).delete()


def kept_for(person: User, slot: str) -> Autosave | None:
    return Autosave.objects.filter(person=person, article_id=slot).first()


def new_pages_of(person: User) -> QuerySet[Autosave]:
    """What `person` typed into forms of pages that were never saved, newest first."""
    return person.autosaves.filter(article_id__startswith=NEW).order_by("-saved_at")


@transaction.atomic
def set_aside(
    *, article: Article, person: User, values: Mapping[str, str], seen_version: int
) -> SetAside:
    """Keep a text for good beside the history of `article`; the same text only once."""
    mine = SetAside.objects.filter(article=article, person=person, seen_version=seen_version)
    for row in mine[:20]:
        if row.values == dict(values):
            return row
    record("set a text aside", article, by=person)
    return SetAside.objects.create(
        article=article, person=person, values=dict(values), seen_version=seen_version
    )


def set_aside_of(article: Article) -> QuerySet[SetAside]:
    """Texts that gave way to others and were never saved, newest first."""
    return article.set_aside.select_related("person")


def _make_way(person: User, slot: str, values: Mapping[str, str], tabs: set[str]) -> None:
    """Set aside, or move, what another tab left in the slot, where it is not the same text."""
    found = Autosave.objects.select_for_update().filter(person=person, article_id=slot).first()
    if found and found.tab not in tabs and found.values != dict(values):
        article = Article.objects.filter(pk=slot).first()
        if article:
            set_aside(
                article=article,
                person=person,
                values=found.values,
                seen_version=found.seen_version,
            )
        elif slot.startswith(NEW):
            Autosave.objects.filter(pk=found.pk).update(article_id=new_slot())
