"""Which pages lead to which, and which links lead nowhere."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ldn_site.articles.brokenlinks import report
from ldn_site.articles.desk.routes import Route
from ldn_site.articles.inbound import inbound
from ldn_site.articles.models import Article


@require_safe
def links_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    """What links here. With `?part=1`, the list alone, for the panel beside the editor."""
    _need_to_see_articles(request)
    article = get_object_or_404(Article, pk=article_id)
    links = inbound(article)
    if "part" in request.GET:
        return TemplateResponse(request, "admin/articles/links_list.html", {"links": links})
    context = {
        **admin_site.each_context(request),
        "title": _("What links to “%s”") % article,
        "opts": Article._meta,
        "original": article,
        "change_url": reverse("admin:articles_article_change", args=[article.pk]),
        "links": links,
    }
    return TemplateResponse(request, "admin/articles/links.html", context)


@require_safe
def broken_links_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    """Every link that leads nowhere, `?after=` an article's key on the pages after the first."""
    _need_to_see_articles(request)
    after = request.GET.get("after", "")
    context = {
        **admin_site.each_context(request),
        "title": _("Links that lead nowhere"),
        "opts": Article._meta,
        "report": report(after),
        "is_first": not after,
    }
    return TemplateResponse(request, "admin/articles/broken_links.html", context)


def _need_to_see_articles(request: HttpRequest) -> None:
    names = ("articles.view_article", "articles.change_article")
    if not any(request.user.has_perm(name) for name in names):
        raise PermissionDenied


URLS: list[Route] = [
    ("broken-links/", broken_links_view, "broken_links"),
    ("<str:article_id>/links/", links_view, "links"),
]
