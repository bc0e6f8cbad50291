"""What leads to a page, and which of it a change would break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.articles.library import Library
from ldn_site.articles.linking import Target, links_in
from ldn_site.articles.models import Article, Notice, Publication, Redirect, SharedBlock
from ldn_site.evidence.models import Claim
from ldn_site.markup import render


@dataclass(frozen=True)
class InboundLink:
    """A place that leads to a page. `url` is where staff can change it."""

    where: str  # what kind of place, in words
    title: str
    url: str
    target: str  # as written: "/safety/is-ldn-safe/#surgery"
    line: int = 0

    @property
    def anchor(self) -> str:
        return Target.of(self.target).anchor


def inbound(article: Article) -> list[InboundLink]:
    """Everything that leads to `article` by any address it has or had, in six queries.

    Texts as they are saved and as readers have them, shared blocks, claims, urgent notices
    that are shown, and redirects made by hand.
    """
    paths = addresses_of(article)
    saved = list(_in_articles(article, paths))
    known = {(link.url, link.target) for link in saved}
    return [
        *saved,
        *(link for link in _in_live(article, paths) if (link.url, link.target) not in known),
        *_in_blocks(paths),
        *_in_claims(paths),
        *_in_notices(article, paths),
        *_in_redirects(paths),
    ]


def broken_by_publishing(article: Article, library: Library | None = None) -> list[InboundLink]:
    """Links to a place on the live page that the saved text no longer has.

    A new address breaks none: the old one leads on by itself.
    """
    live = Publication.objects.live().filter(article=article).first()
    if live is None or not live.outline:
        return []
    library = library or Library.load()
    kept = {heading.id for heading in render(article.body, library.resources).outline}
    gone = {heading["id"] for heading in live.outline} - kept
    return [link for link in inbound(article) if link.anchor in gone] if gone else []


def broken_by_withdrawing(article: Article) -> list[InboundLink]:
    """Every link that would lead to the note that the page was taken down."""
    return inbound(article)


def addresses_of(article: Article) -> set[str]:
    """The address of the saved text, and every address that readers knew."""
    known = article.publications.order_by().values_list("path", flat=True).distinct()
    return {article.path, *known}


def _in_articles(article: Article, paths: set[str]) -> Iterator[InboundLink]:
    rows = Article.objects.filter(_holds("body", paths)).exclude(pk=article.pk)
    for row in rows.only("id", "title", "body"):
        for target, line in _leading(row.body, paths):
            yield InboundLink(_("Page"), row.title, _article_url(row.pk), target, line)


def _in_live(article: Article, paths: set[str]) -> Iterator[InboundLink]:
    """Links that readers can press now, those out of shared blocks included."""
    rows = Publication.objects.live().filter(_holds("html", paths)).exclude(article=article)
    for row in rows.only("article_id", "title", "html"):
        for target in dict.fromkeys(re.findall(r'href="(/[^"]*)"', row.html)):
            if Target.of(target).path in paths:
                where = _("Page as readers have it now")
                yield InboundLink(where, row.title, _article_url(row.article_id), target)


def _in_blocks(paths: set[str]) -> Iterator[InboundLink]:
    for row in SharedBlock.objects.filter(_holds("body", paths)):
        url = reverse("admin:articles_sharedblock_change", args=[row.pk])
        for target, line in _leading(row.body, paths):
            yield InboundLink(_("Shared block"), row.name, url, target, line)


def _in_claims(paths: set[str]) -> Iterator[InboundLink]:
    for row in Claim.objects.filter(_holds("answer", paths)):
        url = reverse("admin:evidence_claim_change", args=[row.pk])
        for path in sorted(path for path in paths if path in row.answer):
            yield InboundLink(_("Claim"), str(row), url, path)


def _in_notices(article: Article, paths: set[str]) -> Iterator[InboundLink]:
    rows = Notice.objects.filter(_holds("text", paths), is_shown=True).exclude(article=article)
    for row in rows.select_related("article"):
        for path in sorted(path for path in paths if path in row.text):
            url = _article_url(row.article_id)
            yield InboundLink(_("Urgent notice"), row.article.title, url, path)


def _in_redirects(paths: set[str]) -> Iterator[InboundLink]:
    for row in Redirect.objects.filter(_holds("new_path", paths)):
        if Target.of(row.new_path).path in paths:
            url = reverse("admin:articles_redirect_change", args=[row.pk])
            yield InboundLink(_("Redirect"), row.old_path, url, row.new_path)


def _leading(body: str, paths: set[str]) -> Iterator[tuple[str, int]]:
    for link in links_in(body):
        if Target.of(link.target).path in paths:
            yield link.target, link.line


def _holds(field: str, paths: set[str]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__contains": path})
    return found


def _article_url(key: str) -> str:
    return reverse("admin:articles_article_change", args=[key])
