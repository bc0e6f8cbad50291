"""What the toolbar of the editor looks up: pages, studies, words, passages, facts.

Each search takes `q`, wants every word of it, and answers {results, more} with at most
MOST_RESULTS, the best first. None asks the database more than twice, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ldn_site.articles.desk.routes import Route
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, GlossaryTerm, Publication, SharedBlock, Topic
from ldn_site.evidence.citing import label
from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.markup import render
from ldn_site.pharmacy.facts import FACT_NAMES, facts
from ldn_site.pharmacy.models import Pharmacy

MOST_RESULTS = 20
MOST_HEADINGS = 100
LONGEST_QUERY = 200
MOST_WORDS = 8
FIRST_WORDS = 140  # characters of a passage that are shown

# Pages that no article is behind: their name among the addresses, and their title.
OTHER_PAGES = {
    "pages:evidence": _("Every study"),
    "pages:claims": _("Claims you may have read"),
    "pages:glossary": _("Glossary"),
    "pages:get_ldn": _("How to get LDN, and the form to write to us"),
}

Found = list[dict[str, Any]]
Search = Callable[[Mapping[str, str]], Found]


def find_pages(asked: Mapping[str, str]) -> Found:
    """Articles by title, address, short answer and other names; then the site's other pages."""
    words = _words(asked.get("q", ""), is_folded=False)
    whole = " ".join(words)
    rows = Article.objects.annotate(names=Cast("synonyms", TextField()))
    for word in words:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(slug__icontains=word)
            | Q(topic__icontains=word)
            | Q(names__icontains=word)
            | Q(summary__icontains=word)
        )
    rank = Case(
        When(title__iexact=whole, then=Value(0)),
        When(slug__iexact=whole.replace(" ", "-"), then=Value(0)),
        When(title__icontains=whole, then=Value(1)),
        When(names__icontains=whole, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found = [
        {
            "id": article.pk,
            "title": article.title,
            "path": article.path,
            "about": str(article.get_topic_display()),
        }
        for article in rows.order_by(rank, "topic", "order", "id").only(
            "id", "title", "language", "topic", "slug"
        )[: MOST_RESULTS + 1]
    ]
    return found + [page for page in _other_pages() if _holds(page["title"] + page["path"], words)]


def find_headings(asked: Mapping[str, str]) -> Found:
    """The headings of an article that a link may lead to: those that readers have now, or, for
    a page that is not public, those of the saved text."""
    article = Article.objects.filter(pk=asked.get("article", "")).first()
    if article is None:
        raise Http404
    live = Publication.objects.live().filter(article=article).only("outline").first()
    if live:
        return [dict(heading) for heading in live.outline]
    outline = render(article.body, Library().resources).outline
    return [{"level": h.level, "id": h.id, "text": h.text} for h in outline]


def find_references(asked: Mapping[str, str]) -> Found:
    """References by author, title, year, condition, design, direction and words of the result.

    With `drawable` in `asked`, only those with numbers for a figure.
    """
    words = _words(asked.get("q", ""))
    rows = Reference.objects.values(
        "id",
        "authors",
        "title",
        "journal",
        "year",
        "design",
        "n",
        "population",
        "comparator",
        "conditions",
        "direction",
        "arms",
        "result",
        "retracted",
    )
    found = []
    for row in rows:
        if asked.get("drawable") and not row["arms"]:
            continue
        name = _fold(f"{row['id']} {label(row)} {' '.join(row['authors'])}")
        told = _told(row)
        rest = " ".join(
            (
                row["title"],
                row["population"],
                row["comparator"],
                row["result"],
                " ".join(row["conditions"]),
                told["design"],
                told["direction"],
            )
        )
        if _holds(f"{name} {rest}", words):
            hits = sum(word in name for word in words)
            found.append(((-hits, -(row["year"] or 0), row["id"]), told))
    return [told for _rank, told in sorted(found, key=lambda pair: pair[0])]


def find_terms(asked: Mapping[str, str]) -> Found:
    """Words of the glossary by the word, its other forms and its meaning, the word first."""
    words = _words(asked.get("q", ""))
    found = []
    for term in GlossaryTerm.objects.all():
        name = _fold(" ".join((term.term, *term.variants)))
        if _holds(f"{name} {term.definition}", words):
            told = {"term": term.term, "variants": term.variants, "definition": term.definition}
            found.append((not _holds(name, words), term.term.lower(), told))
    return [told for *_rank, told in sorted(found, key=lambda row: row[:2])]


def find_blocks(asked: Mapping[str, str]) -> Found:
    """Shared passages by name and words, with how each begins."""
    words = _words(asked.get("q", ""))
    return [
        {"name": block.name, "starts": _beginning(block.body)}
        for block in SharedBlock.objects.all()
        if _holds(f"{block.name} {block.body}", words)
    ]


def find_facts(asked: Mapping[str, str]) -> Found:
    """What the pharmacy fills in, with what stands there now; an empty value shows nothing."""
    words = _words(asked.get("q", ""))
    values = facts()
    labels = {name: _fact_label(name) for name in FACT_NAMES}
    return [
        {"name": name, "label": labels[name], "value": values.get(name, "")[:FIRST_WORDS]}
        for name in sorted(labels, key=labels.__getitem__)
        if _holds(f"{name} {labels[name]}", words)
    ]


def _other_pages() -> Iterable[dict[str, str]]:
    for name, title in OTHER_PAGES.items():
        yield {"id": "", "title": str(title), "path": reverse(name), "about": str(_("List"))}
    for topic in Topic:
        path = reverse("pages:topic", args=[topic.value])
        yield {"id": "", "title": str(topic.label), "path": path, "about": str(_("Topic"))}


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """A reference as a person chooses it."""
    return {
        "key": row["id"],
        "label": label(row),
        "title": row["title"],
        "year": row["year"],
        "n": row["n"],
        "design": str(Design(row["design"]).label),
        "direction": str(Direction(row["direction"]).label) if row["direction"] else "",
        "retracted": row["retracted"],
        "outcomes": list(dict.fromkeys(arm["outcome"] for arm in row["arms"])),
    }


def _fact_label(name: str) -> str:
    if name == "license":  # stands with each location
        return str(_("License"))
    return str(Pharmacy._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def _beginning(body: str) -> str:
    """The first words of a passage, without the marks of its box and citations."""
    bare = re.sub(r"^///.*\|", "", body, flags=re.M)
    bare = re.sub(r"^///.*$|\[@[^\]]*\]|[#*`]", "", bare, flags=re.M)
    return " ".join(bare.split())[:FIRST_WORDS]


def _words(query: str, *, is_folded: bool = True) -> list[str]:
    query = query[:LONGEST_QUERY]
    return re.findall(r"\w+", _fold(query) if is_folded else query)[:MOST_WORDS]


def _fold(text: str) -> str:
    """The text without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _holds(text: str, words: list[str]) -> bool:
    folded = _fold(text)
    return all(_fold(word) in folded for word in words)


def _view(find: Search) -> Callable[..., HttpResponse]:
    # The headings are those of one page, and all of them are wanted.
    most = MOST_HEADINGS if find is find_headings else MOST_RESULTS

    @require_safe
    def view(request: HttpRequest, admin_site: AdminSite) -> JsonResponse:
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        found = find(request.GET.dict())
        return JsonResponse({"results": found[:most], "more": len(found) > most})

    return view


SEARCHES: dict[str, Search] = {
    "pages": find_pages,
    "headings": find_headings,
    "references": find_references,
    "terms": find_terms,
    "blocks": find_blocks,
    "facts": find_facts,
}
URLS: list[Route] = [
    (f"pick/{name}/", _view(find), f"pick_{name}") for name, find in SEARCHES.items()
]
