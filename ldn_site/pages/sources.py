"""The list of sources under a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ldn_site.articles.models import Publication
from ldn_site.evidence import citing
from ldn_site.evidence.models import Reference


@dataclass(frozen=True)
class Source:
    """A cited work as it is printed, each part a sentence, with where it can be opened."""

    number: int
    key: str
    byline: str
    title: str
    whereabouts: str
    links: tuple[tuple[str, str], ...]
    path: str
    is_retracted: bool


def source_of(
    key: str, data: Mapping[str, Any], *, number: int = 1, is_retracted: bool = False
) -> Source:
    return Source(
        number=number,
        key=key,
        byline=_closed(citing.byline(data)),
        title=_closed(data["title"]),
        whereabouts=_closed(citing.whereabouts(data)),
        links=tuple(citing.links(data)),
        path=reverse("pages:study", args=[key]),
        is_retracted=is_retracted or data["retracted"],
    )


def _closed(text: str) -> str:
    """The text as a sentence: with an end, and one only."""
    return text if not text or text[-1] in ".?!" else f"{text}."


def sources_of(publication: Publication) -> tuple[Source, ...]:
    """The works the page cites, numbered as in its text, from what was frozen with it.

    Whether a work has been retracted is asked anew: that must not wait for a publication.
    """
    keys: list[str] = publication.citations
    retracted = set(
        Reference.objects.filter(pk__in=keys, retracted=True).values_list("pk", flat=True)
    )
    return tuple(
        source_of(
            key,
            publication.inputs["references"][key],
            number=number,
            is_retracted=key in retracted,
        )
        for number, key in enumerate(keys, start=1)
    )
