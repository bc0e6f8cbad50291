"""A text as it stands in somebody's form, before it is saved or even whole."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ldn_site.articles.models import Article
from ldn_site.design.words import WordsField
from ldn_site.markup import compose

TEXTS = ("title", "topic", "slug", "language", "summary", "body", "evidence_reason")
WORDS = ("icd10", "synonyms")
TYPED = (*TEXTS, *WORDS, "evidence", "order", "review_months", "owner", "translates", "note", "id")


def draft_of(typed: Mapping[str, str], stored: Article | None = None) -> Article:
    """An article that is never saved, with what is typed in the form laid over `stored`.

    Takes anything: a field that could not be stored keeps its old value, so that a text can
    be shown and checked long before it is whole.
    """
    typed = {name: text.replace("\0", "") for name, text in typed.items()}  # looked up by some
    draft = Article(**_values(stored)) if stored else Article(id=typed.get("id", "") or "new")
    draft._state.adding = stored is None
    for name in TEXTS:
        if name in typed:
            setattr(draft, name, compose(typed[name].replace("\r\n", "\n").replace("\r", "\n")))
    for name in WORDS:
        if name in typed:
            setattr(draft, name, WordsField(required=False).to_python(typed[name]))
    if typed.get("evidence", "") in {"", "0", "1", "2", "3", "4"} and "evidence" in typed:
        draft.evidence = int(typed["evidence"]) if typed["evidence"] else None
    return draft


def stored_of(typed: Mapping[str, str]) -> Article | None:
    """The article whose form this is, by the hidden field `article`; None for a new page."""
    return Article.objects.filter(pk=typed.get("article", "").replace("\0", "")).first()


def need_writer(request: HttpRequest, stored: Article | None) -> None:
    """Raises PermissionDenied for somebody whose form of `stored` (None: a new page) this cannot
    be."""
    needed = "articles.change_article" if stored else "articles.add_article"
    if not request.user.has_perms(["articles.view_article", needed]):
        raise PermissionDenied


def _values(article: Article) -> dict[str, object]:
    return {f.attname: getattr(article, f.attname) for f in article._meta.concrete_fields}
