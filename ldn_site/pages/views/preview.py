"""An article as readers would see it if it were published now. For staff, and never stored."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ldn_site.articles.desk.drafts import draft_of, need_writer, stored_of
from ldn_site.articles.models import Article
from ldn_site.articles.publishing import freeze
from ldn_site.articles.resolving import resolve
from ldn_site.pages.composing import compose
from ldn_site.pages.rendering import render_page


def preview(request: HttpRequest, article_id: str) -> HttpResponse:
    """The stored text, on a page with a way back to the desk."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=article_id)
    edit_url = reverse("admin:articles_article_change", args=[article.pk])
    return _page(request, article, edit_url=edit_url)


@require_POST
def preview_typed(request: HttpRequest) -> HttpResponse:
    """The text as it stands in the form that is posted, whole or not. `beside` asks for the page
    alone, to be shown next to that form."""
    stored = stored_of(request.POST)
    need_writer(request, stored)
    draft = draft_of(request.POST, stored)
    draft.title = draft.title or _("A page without a title yet")
    return _page(request, draft, is_alone="beside" in request.POST)


def _page(
    request: HttpRequest, article: Article, *, edit_url: str = "", is_alone: bool = False
) -> HttpResponse:
    draft = freeze(
        article,
        resolve(article),
        number=0,
        publish_at=timezone.now(),
        change_note=_("(what you say when you publish it)"),
    )
    page = compose(draft)
    return render_page(
        request,
        "pages/article.html",
        {"page": page, "is_preview": not is_alone, "edit_url": edit_url},
        title=page.title,
        description=page.summary,
        path=page.path,
        is_indexed=False,
    )
