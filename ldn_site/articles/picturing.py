"""Where pictures are printed, for the media room, which lies below the texts."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator
from functools import reduce

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.articles.models import Article, Publication, SharedBlock
from ldn_site.markup import expand, pictures_in
from ldn_site.media.uses import Use

FENCED = Q(body__contains="picture")


def find_uses(names: Collection[str]) -> dict[str, list[Use]]:
    """The working texts, shared blocks and publications, live or scheduled, that show these."""
    wanted = set(names)
    found: dict[str, list[Use]] = {}
    for name, use in (*_in_texts(), *_in_publications(wanted)):
        if name in wanted:
            found.setdefault(name, []).append(use)
    return found


def kept_digests(digests: Collection[str]) -> set[str]:
    """Those of `digests` that any publication was made with: it can be shown or made again."""
    frozen = Publication.objects.exclude(inputs__images={}).values_list("inputs__images", flat=True)
    named = {image["digest"] for images in frozen.iterator() for image in images.values()}
    return named & set(digests)


def _in_texts() -> Iterator[tuple[str, Use]]:
    blocks = dict(SharedBlock.objects.values_list("name", "body"))
    with_pictures = []
    for block, body in blocks.items():
        for name in pictures_in(expand(body, {}).text):
            with_pictures.append(block)
            url = reverse("admin:articles_sharedblock_change", args=[block])
            yield name, Use(block, _("shared block"), url)
    holding = reduce(operator.or_, (Q(body__contains=block) for block in with_pictures), FENCED)
    for article in Article.objects.filter(holding).only("id", "title", "body").order_by("title"):
        url = reverse("admin:articles_article_change", args=[article.pk])
        for name in pictures_in(expand(article.body, blocks).text):
            yield name, Use(article.title, _("working text"), url)


def _in_publications(names: Collection[str]) -> Iterator[tuple[str, Use]]:
    any_of = reduce(operator.or_, (Q(inputs__images__has_key=name) for name in names), Q(pk__in=[]))
    standing = Publication.objects.live() | Publication.objects.scheduled()
    rows = standing.filter(any_of).values_list("title", "path", "inputs__images").order_by("title")
    for title, path, images in rows:
        for name in images:
            yield name, Use(title, _("public page"), path)
