"""Which card stands for which page, and where it is served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, PublicationQuerySet, Topic
from ldn_site.media.cards import Card, can_set
from ldn_site.pages.listing import grade_of
from ldn_site.pharmacy.models import Pharmacy

EMBLEMS = {
    Topic.BASICS: "capsule-low",
    Topic.MECHANISM: "receptor-on",
    Topic.SAFETY: "safety",
    Topic.CONDITIONS: "conditions",
    Topic.ABOUT: "about",
}
PAGE, LIST = "page", "list"
SITE = "site"  # for pages that have no card of their own


@dataclass(frozen=True)
class Named:
    """A card without the pharmacy's name, which is added when it is drawn."""

    kind: str
    name: str
    title: str
    kicker: str
    emblem: str
    grade: int | None = None
    grade_words: str = ""

    @property
    def alt(self) -> str:
        """What it shows, for those who do not see it."""
        return f"{self.title}. {self.grade_words}." if self.grade_words else self.title

    def drawn_for(self, pharmacy: Pharmacy) -> Card:
        return Card(
            title=self.title,
            kicker=self.kicker,
            emblem=self.emblem,
            site=_("LDN in plain words"),
            written_by=pharmacy.legal_name,
            grade=self.grade,
            grade_words=self.grade_words,
        )

    def path(self, pharmacy: Pharmacy) -> str:
        """Another one as soon as the card looks different, so that it may be kept for long."""
        digest = self.drawn_for(pharmacy).digest
        return reverse("pages:card", args=[self.kind, self.name, digest])


def page_card(publication: Publication) -> Named:
    topic = Topic(publication.topic)
    grade = grade_of(publication)
    name = publication.article_id
    if not can_set(publication.title):
        return Named(PAGE, name, str(topic.label), _subject(), EMBLEMS[topic])
    return Named(
        PAGE,
        name,
        publication.title,
        str(topic.label),
        EMBLEMS[topic],
        grade.value if grade else None,
        grade.words if grade else "",
    )


def list_card(topic: str) -> Named:
    return Named(LIST, topic, str(Topic(topic).label), _subject(), EMBLEMS[Topic(topic)])


def site_card() -> Named:
    title = _("What low-dose naltrexone is, what studies found, and who should not take it")
    return Named(LIST, SITE, title, _subject(), "mortar")


def find_card(kind: str, name: str) -> Named | None:
    """The card of that name, as it is now. Only what readers may see has one."""
    if kind == PAGE:
        publication = _live().filter(article=name).first()
        return page_card(publication) if publication else None
    if name == SITE:
        return site_card()
    return list_card(name) if name in Topic.values else None


def all_cards() -> Iterator[Named]:
    yield site_card()
    yield from map(list_card, Topic.values)
    yield from map(page_card, _live().iterator())


def _live() -> PublicationQuerySet:
    live = Publication.objects.live().filter(language="en")
    return live.only("article_id", "title", "topic", "evidence", "evidence_reason")


def _subject() -> str:
    return _("Low-dose naltrexone (LDN)")
