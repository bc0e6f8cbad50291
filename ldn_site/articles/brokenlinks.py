"""Links that lead nowhere, in everything that staff can mend.

Texts are read in chunks and links found by their shape, so that ten thousand pages can be
looked through while somebody waits; a page of the report ends at a number of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.articles.checking.linking import ARTICLE_PATH, leads_somewhere
from ldn_site.articles.library import Library
from ldn_site.articles.linking import Target, links_in
from ldn_site.articles.models import Article, Publication, SharedBlock
from ldn_site.evidence.identifiers import wrong_forms
from ldn_site.evidence.models import Claim
from ldn_site.markup import Link, render

LINES = 100  # on a page of the report
AT_ONCE = 500  # texts read from the database together


@dataclass(frozen=True)
class Broken:
    """A link or a number that leads nowhere, and what is known of it."""

    where: str
    title: str
    url: str
    target: str
    why: str
    line: int = 0


@dataclass(frozen=True)
class Report:
    """One page of the report. `after` is where the next one begins; empty after the last."""

    lines: Sequence[Broken]
    after: str


@dataclass(frozen=True)
class Text:
    """A text that may hold links."""

    where: str
    title: str
    form: str  # name of the address where staff change it
    key: str
    body: str
    article: Article | None = None

    @property
    def url(self) -> str:
        return reverse(f"admin:{self.form}_change", args=[self.key])


@dataclass
class Map:
    """Which places exist, asked for many links at a time."""

    library: Library
    articles: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    live_headings: dict[str, set[str]] = field(default_factory=dict)  # by address
    drafts: dict[str, Article] = field(default_factory=dict)  # by address
    draft_headings: dict[str, set[str]] = field(default_factory=dict)  # by key

    def learn(self, targets: Iterable[Target]) -> None:
        """Look up the articles among `targets`, in four queries however many they are."""
        wanted = [target for target in targets if ARTICLE_PATH.match(target.path)]
        paths = {target.path for target in wanted}
        self.articles |= self.library.paths_among(paths)
        for old in Publication.objects.filter(path__in=paths - self.articles).select_related(
            "article"
        ):
            self.moved[old.path] = old.article.path
        placed = {target.path for target in wanted if target.anchor}
        live = Publication.objects.live().filter(path__in=placed)
        for path, outline in live.values_list("path", "outline"):
            self.live_headings[path] = {heading["id"] for heading in outline}
        # A heading that only the saved text has is no fault: the link waits for it.
        unknown = {t.path for t in wanted if t.anchor not in self.live_headings.get(t.path, "")}
        unknown -= self.drafts.keys()
        slugs = {path.rstrip("/").rpartition("/")[2] for path in unknown & placed}
        if slugs:
            self.drafts |= {row.path: row for row in Article.objects.filter(slug__in=slugs)}

    def why_not(self, link: Link, text: Text) -> str:
        """Why `link` leads nowhere, in words; empty where it leads somewhere."""
        target = Target.of(link.target)
        if not target.path:
            is_there = text.article is None or target.anchor in self._headings(text.article)
            return "" if is_there else _("This page has no such heading.")
        if not leads_somewhere(target.path, self.articles, self.library):
            if moved := self.moved.get(target.path):
                return _("That is an old address. The page is at %s now.") % moved
            return _("There is no such page.")
        if target.anchor and ARTICLE_PATH.match(target.path) and not self._has(target):
            return _("That page has no such heading.")
        return ""

    def _has(self, target: Target) -> bool:
        if target.anchor in self.live_headings.get(target.path, ()):
            return True
        draft = self.drafts.get(target.path)
        return draft is not None and target.anchor in self._headings(draft)

    def _headings(self, article: Article) -> set[str]:
        if article.pk not in self.draft_headings:
            rendered = render(article.body, self.library.resources)
            self.draft_headings[article.pk] = {heading.id for heading in rendered.outline}
        return self.draft_headings[article.pk]


def report(after: str = "", library: Library | None = None) -> Report:
    """The broken links from the article after that key on; blocks, claims and studies first."""
    places = Map(library or Library.load())
    lines: list[Broken] = []
    if not after:
        lines += [broken for _text, broken in _in_texts(_short_texts(), places)]
        lines += _wrong_numbers(places.library)
    rows = iter(
        Article.objects.filter(pk__gt=after)
        .order_by("pk")
        .only("id", "title", "body")
        .iterator(chunk_size=AT_ONCE)
    )
    done = after
    while chunk := list(islice(rows, AT_ONCE)):
        found: dict[str, list[Broken]] = {}
        for text, broken in _in_texts(map(_as_text, chunk), places):
            found.setdefault(text.key, []).append(broken)
        for article in chunk:
            of_article = found.get(article.pk, [])
            if of_article and len(lines) >= LINES:
                return Report(lines, done)
            lines += of_article
            done = str(article.pk)
    return Report(lines, "")


def _in_texts(texts: Iterable[Text], places: Map) -> Iterator[tuple[Text, Broken]]:
    found = [(text, link) for text in texts for link in links_in(text.body)]
    places.learn({Target.of(link.target) for _text, link in found})
    for text, link in found:
        if why := places.why_not(link, text):
            yield text, Broken(text.where, text.title, text.url, link.target, why, link.line)


def _as_text(article: Article) -> Text:
    return Text(_("Page"), article.title, "articles_article", article.pk, article.body, article)


def _short_texts() -> Iterator[Text]:
    for block in SharedBlock.objects.all():
        yield Text(_("Shared block"), block.name, "articles_sharedblock", block.pk, block.body)
    for claim in Claim.objects.all():
        yield Text(_("Claim"), str(claim), "evidence_claim", claim.pk, claim.answer)


def _wrong_numbers(library: Library) -> Iterator[Broken]:
    for row in library.studies:
        url = reverse("admin:evidence_reference_change", args=[row.pk])
        for name, why in wrong_forms(vars(row)).items():
            yield Broken(_("Study"), row.pk, url, str(getattr(row, name)), why)
