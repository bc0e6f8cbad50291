"""Links for readers without an account: made, listed with what was remarked, and ended."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ldn_site.articles.desk.routes import Route
from ldn_site.articles.models import Article, OutsideLink, OutsideRemark
from ldn_site.articles.outside import (
    DAYS,
    CannotShare,
    is_open,
    make_link,
    may_share,
    path_of,
    revoke_link,
)


class LinkForm(forms.Form):
    made_for = forms.CharField(
        label=gettext_lazy("Who will read it"),
        max_length=120,
        help_text=gettext_lazy("As your colleagues know them. The reader does not see this."),
        error_messages={
            "required": gettext_lazy("Say who will read it, so that you can tell the links apart.")
        },
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("The link works for"), coerce=int, initial=DAYS[1]
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(days, ngettext("%d day", "%d days", days) % days) for days in DAYS]
        self.fields["days"].choices = choices  # type: ignore[attr-defined]


def outside_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    """The links of an article, and a form that makes another."""
    if not may_share(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    article = get_object_or_404(Article, pk=article_id)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            make_link(article, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except CannotShare as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The link is made. Copy it below and hand it on."))
            return redirect("admin:articles_article_outside", article.pk)
    links = [
        (link, f"{settings.SITE_URL}{path_of(link)}" if is_open(link) else "")
        for link in article.outside_links.all()
    ]
    remarks = OutsideRemark.objects.filter(link__article=article).select_related("link")
    context = {
        **admin_site.each_context(request),
        "title": _("Outside readers"),
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
        "form": form,
        "links": links,
        "remarks": remarks.order_by("-pk"),
    }
    return TemplateResponse(request, "admin/articles/outside.html", context)


@require_POST
def revoke_view(
    request: HttpRequest, article_id: str, link_id: int, admin_site: AdminSite
) -> HttpResponse:
    if not may_share(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    link = get_object_or_404(OutsideLink, pk=link_id, article=article_id)
    try:
        revoke_link(link, by=request.user)  # type: ignore[arg-type]
    except CannotShare as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The link no longer works. Its remarks are kept."))
    return redirect("admin:articles_article_outside", article_id)


URLS: list[Route] = [
    ("<str:article_id>/outside/", outside_view, "outside"),
    ("<str:article_id>/outside/<int:link_id>/revoke/", revoke_view, "revoke"),
]
