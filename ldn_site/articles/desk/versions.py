"""The texts of a page that staff can look back at, by short keys that stand in addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ldn_site.articles.desk.drafts import draft_of
from ldn_site.articles.frozen import Frozen
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication

NOW, LIVE = "now", "live"
KEY = re.compile(r"(save|publication|aside)-(\d{1,18})")
# What of an older text can be brought back. Its address, place and owner are not the text.
RESTORED = ("title", "summary", "body", "evidence", "evidence_reason", "icd10", "synonyms")


@dataclass(frozen=True)
class Version:
    """One text of an article: `name` says in words which one it is."""

    key: str
    name: str
    frozen: Frozen

    @property
    def values(self) -> dict[str, Any]:
        """What restoring it gives the article."""
        return {name: getattr(self.frozen.text, name) for name in RESTORED}


def find_version(article: Article, key: str, library: Library) -> Version | None:
    """The text that `key` stands for: `now`, `live`, `save-12`, `publication-3`, `aside-2`.

    A publication comes with the blocks and studies it was made from, any other text with
    those of `library`. None where there is no such text of this article.
    """
    if key == NOW:
        return Version(key, _("The text as it is saved now"), Frozen.of_article(article, library))
    if key == LIVE:
        live = Publication.objects.live().filter(article=article).first()
        if live is None:
            return None
        return Version(key, _("What readers have now"), Frozen.of_publication(live))
    found = KEY.fullmatch(key)
    if not found:
        return None
    find = {"save": _save, "publication": _publication, "aside": _set_aside}[found[1]]
    return find(article, int(found[2]), library)


def _save(article: Article, number: int, library: Library) -> Version | None:
    row = article.history.filter(history_id=number).select_related("history_user").first()
    if row is None:
        return None
    name = _("Saved by %(who)s, %(when)s") % {
        "who": row.history_user or _("the command line"),
        "when": moment(row.history_date),
    }
    return Version(f"save-{number}", name, Frozen.of_article(row.instance, library))


def _publication(article: Article, number: int, library: Library) -> Version | None:
    row = article.publications.filter(number=number).first()
    if row is None:
        return None
    name = _("Published as number %(number)s, %(when)s") % {
        "number": number,
        "when": moment(row.publish_at),
    }
    return Version(f"publication-{number}", name, Frozen.of_publication(row))


def _set_aside(article: Article, number: int, library: Library) -> Version | None:
    row = article.set_aside.filter(pk=number).select_related("person").first()
    if row is None:
        return None
    name = _("Written by %(who)s and set aside, %(when)s") % {
        "who": row.person,
        "when": moment(row.at),
    }
    draft = draft_of(row.values, article)
    return Version(f"aside-{number}", name, Frozen.of_article(draft, library))


def moment(when: datetime) -> str:
    """A date and time of day in Texas."""
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")
