"""What the grade of a page rests on, counted when the page is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence import searched
from ldn_site.evidence.counting import COUNTED, OF_PEOPLE, Inputs, inputs_of
from ldn_site.evidence.models import Reference
from ldn_site.pages.filters import address_of


@dataclass(frozen=True)
class Basis:
    """What the grade of a page rests on: its studies, counted, and where they are listed."""

    inputs: Inputs
    path: str
    searched_on: date | None


def basis_of(publication: Publication) -> Basis | None:
    """The basis of the page's grade; None where it is not a graded page on a condition."""
    if publication.topic != Topic.CONDITIONS or publication.evidence is None:
        return None
    key = publication.article.translates_id or publication.article_id
    studies = Reference.objects.filter(design__in=OF_PEOPLE).only(*COUNTED)
    inputs = inputs_of(study for study in studies if key in study.conditions)
    path = address_of(reverse("pages:evidence"), condition=key)
    return Basis(inputs, path if any(inputs) else "", last_search())


def last_search() -> date | None:
    return searched.searched_on(settings.CONTENT_DIR / searched.FILE)
