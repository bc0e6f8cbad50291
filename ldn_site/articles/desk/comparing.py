"""The history of a page: every save, any two compared, and an older text brought back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ldn_site.articles.comparing import READ, WRITTEN, differences
from ldn_site.articles.desk.routes import Route
from ldn_site.articles.desk.timeline import timeline
from ldn_site.articles.desk.versions import LIVE, NOW, Version, find_version
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication
from ldn_site.articles.writing import Stale, save_article


@require_safe
def history_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = _article(request, article_id, "articles.view_article", "articles.change_article")
    is_live = Publication.objects.live().filter(article=article).exists()
    fixed = [(NOW, _("The text as it is saved now"))]
    if is_live:
        fixed.append((LIVE, _("What readers have now")))
    context = {
        **_frame(request, admin_site, article, _("History of “%s”") % article),
        "is_history": True,
        "page": timeline(article, request.GET.get("page")),
        "fixed": fixed,
        "older": LIVE if is_live else "",
        "compare_url": _url("compare", article),
        "restore_url": _url("restore", article) if _may_write(request) else "",
    }
    return TemplateResponse(request, "admin/history_of.html", context)


@require_safe
def compare_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    """`?from=save-12&to=live`, and `way=written` for the Markdown."""
    article = _article(request, article_id, "articles.view_article", "articles.change_article")
    library = Library.load()
    old, new = (_version(article, request.GET.get(side, NOW), library) for side in ("from", "to"))
    way = WRITTEN if request.GET.get("way") == WRITTEN else READ
    here = {"from": old.key, "to": new.key}
    context = {
        **_frame(request, admin_site, article, _("Two texts compared")),
        "old": old,
        "new": new,
        "parts": differences(old.frozen, new.frozen, way=way),
        "way": way,
        "ways": [
            (way_, words, urlencode({**here, "way": way_}))
            for way_, words in ((READ, _("As readers read it")), (WRITTEN, _("As it is written")))
        ],
        "swapped": urlencode({"from": new.key, "to": old.key, "way": way}),
        "restorable": [
            (urlencode({"which": each.key}), each.name)
            for each in (old, new)
            if each.key != NOW and _may_write(request)
        ],
        "restore_url": _url("restore", article),
    }
    return TemplateResponse(request, "admin/compare.html", context)


def restore_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    """Shows what bringing back an older text would change, and does it when that was seen."""
    article = _article(request, article_id, "articles.change_article")
    library = Library.load()
    asked = request.POST if request.method == "POST" else request.GET
    older = _version(article, asked.get("which", ""), library)
    problems: list[str] = []
    if request.method == "POST":
        problems = _restore(request, article, older, asked.get("seen_version", ""))
        if not problems:
            messages.success(
                request,
                _("The older text is your draft now. Readers see nothing of it yet."),
            )
            return redirect("admin:articles_article_change", article.pk)
        article = get_object_or_404(Article, pk=article_id)
    now = _version(article, NOW, library)
    after = Version(older.key, older.name, _restored(article, older, library))
    context = {
        **_frame(request, admin_site, article, _("Bring back an older text")),
        "old": now,
        "new": after,
        "parts": differences(now.frozen, after.frozen, way=READ),
        "problems": problems,
        "confirm": {"which": older.key, "seen_version": article.version},
        "confirm_url": _url("restore", article),
        "promise": _(
            "The older text becomes your draft; the one you have now stays in the history. "
            "Readers see nothing of it until it is published. Address, order and owner stay "
            "as they are."
        ),
    }
    return TemplateResponse(request, "admin/compare.html", context)


def _restore(request: HttpRequest, article: Article, older: Version, seen: str) -> list[str]:
    """Bring `older` back; returns what stands against it, in words."""
    for name, value in older.values.items():
        setattr(article, name, value)
    try:
        save_article(
            article,
            by=request.user,  # type: ignore[arg-type]
            note=_("Restored: %s") % older.name,
            expected_version=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
        )
    except Stale:
        return [
            _(
                "Somebody saved this page since you opened this screen. Look below at what "
                "would change now, then press the button again."
            )
        ]
    except ValidationError as error:
        return [
            _("This older text cannot be saved as it is: %s") % " ".join(error.messages),
            _("Copy what you need from it into the page by hand."),
        ]
    return []


def _restored(article: Article, older: Version, library: Library) -> Any:
    """What the page would say with the older text."""
    row = Article.objects.get(pk=article.pk)
    for name, value in older.values.items():
        setattr(row, name, value)
    return type(older.frozen).of_article(row, library)


def _article(request: HttpRequest, article_id: str, *permissions: str) -> Article:
    if not any(request.user.has_perm(each) for each in permissions):
        raise PermissionDenied
    return get_object_or_404(Article, pk=article_id)


def _version(article: Article, key: str, library: Library) -> Version:
    if found := find_version(article, key, library):
        return found
    raise Http404(_("There is no such text of this page."))


def _may_write(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.change_article")


def _url(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def _frame(
    request: HttpRequest, admin_site: AdminSite, article: Article, title: str
) -> dict[str, Any]:
    """What every page about the past of an article shows around its own part."""
    return {
        **admin_site.each_context(request),
        "title": title,
        "opts": Article._meta,
        "original": article,
        "change_url": _url("change", article),
        "history_url": _url("history", article),
        "list_url": reverse("admin:articles_article_changelist"),
    }


URLS: list[Route] = [
    ("<str:article_id>/compare/", compare_view, "compare"),
    ("<str:article_id>/restore/", restore_view, "restore"),
]
