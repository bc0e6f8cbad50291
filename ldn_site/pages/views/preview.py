from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from ldn_site.articles.models import Article
from ldn_site.articles.publishing import freeze
from ldn_site.articles.resolving import resolve
from ldn_site.pages.composing import compose
from ldn_site.pages.rendering import render_page


def preview(request: HttpRequest, article_id: str) -> HttpResponse:
    """The stored article as readers would see it if it were published now. For staff."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=article_id)
    draft = freeze(article, resolve(article), number=0, publish_at=timezone.now())
    page = compose(draft)
    return render_page(
        request,
        "pages/article.html",
        {
            "page": page,
            "edit_url": reverse("admin:articles_article_change", args=[article.pk]),
        },
        title=page.title,
        description=page.summary,
        path=page.path,
        is_indexed=False,
    )
