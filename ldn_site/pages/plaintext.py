"""A page as Markdown, for other programs: the text as its writers wrote it, and what holds of it
now. Who answers from this file must know no less than who reads the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication
from ldn_site.articles.reviews import Review, review_of
from ldn_site.markup import expand
from ldn_site.pages.composing import is_being_checked, notices_of
from ldn_site.pages.listing import grade_of
from ldn_site.pages.sources import Source, sources_of

FACT = re.compile(r"^\{\{\s*pharmacy:.*\}\}\s*$\n?", re.M)
DAY = "F j, Y"


def as_markdown(publication: Publication) -> str:
    """Shared blocks stand in their places; what only the pharmacy knows is left out."""
    review = review_of(publication)
    sources = sources_of(publication)
    text = expand(publication.source, publication.inputs["blocks"]).text
    parts = [
        f"# {publication.title}",
        *_urgent(publication, review, sources),
        publication.summary,
        *_grade(publication),
        FACT.sub("", text).strip(),
    ]
    if sources:
        parts += ["## Sources", "\n".join(map(_line, sources))]
    parts += ["---", _reviewed(review), _changed(publication)]
    return "\n\n".join(parts) + "\n"


def _urgent(
    publication: Publication, review: Review | None, sources: tuple[Source, ...]
) -> Iterator[str]:
    for notice in notices_of(publication):
        yield f"> **{_('Urgent notice:')}** {notice}"
    if is_being_checked(publication, review):
        yield "> " + _(
            "This page is being checked. Its review is more than 30 days late. Ask our pharmacist "
            "or your doctor before you act on it."
        )
    if any(source.is_retracted for source in sources):
        yield "> " + _(
            "A study that this page cites has been retracted. It is marked under Sources."
        )


def _grade(publication: Publication) -> Iterator[str]:
    if grade := grade_of(publication):
        words = _("How sure we are: %(words)s (%(step)d of 4).") % {
            "words": grade.words,
            "step": grade.value,
        }
        yield f"{words} {grade.reason}".strip()


def _line(source: Source) -> str:
    parts = [
        f"- [@{source.key}]",
        _("Retracted.") if source.is_retracted else "",
        source.byline,
        source.title,
        source.whereabouts,
        *(address for _name, address in source.links),
    ]
    return " ".join(filter(None, parts))


def _reviewed(review: Review | None) -> str:
    if review is None:
        return _("Written from published research; not yet checked by our pharmacist.")
    names = {
        "name": review.name,
        "credential": review.credential,
        "day": date_format(review.signed_on, DAY),
        "due": date_format(review.due_on, DAY),
    }
    checked = _("Checked by %(name)s, %(credential)s, on %(day)s.") % names
    if review.is_by_author:
        checked += " " + _("The same person wrote part of it.")
    if review.is_overdue:
        return f"{checked} " + (
            _("Its next review was due on %(due)s and has not been done yet.") % names
        )
    return f"{checked} " + _("Next review due %(due)s.") % names


def _changed(publication: Publication) -> str:
    return _("Last changed on %(day)s: %(note)s") % {
        "day": date_format(timezone.localdate(publication.publish_at), DAY),
        "note": publication.change_note,
    }
