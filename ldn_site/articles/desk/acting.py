"""What staff do with an article besides writing it: sign, publish, withdraw.

Each is a page of its own that says what will happen, takes one form, and calls the one
function that does it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ldn_site.articles.checking import check
from ldn_site.articles.desk.routes import preview_url
from ldn_site.articles.forms import PublishForm, SignForm, WithdrawForm
from ldn_site.articles.inbound import broken_by
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article
from ldn_site.articles.publishing import CannotPublish, publish, withdraw
from ldn_site.articles.resolving import article_digest
from ldn_site.articles.signing import CannotSign, sign
from ldn_site.articles.states import standing_of


def sign_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = _article(request, article_id, "articles.sign_article")
    digest = article_digest(article, Library.load())
    form = SignForm(request.POST or None, initial=SignForm.starting_values(article, digest))

    def do(values: dict[str, Any]) -> str:
        sign(
            article,
            by=request.user,  # type: ignore[arg-type]
            review_digest=values["review_digest"],
            review_due_on=values["review_due_on"],
            note=values["note"],
        )
        return _("Signed. Your name now stands on this text.")

    return _act(request, admin_site, article, form, do, "sign", gettext_lazy("Sign this text"))


def publish_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = _article(request, article_id, "articles.publish_article")

    def do(values: dict[str, Any]) -> str:
        publication = publish(
            article,
            by=request.user,  # type: ignore[arg-type]
            change_note=values["change_note"],
            publish_at=values["publish_at"],
        )
        if values["publish_at"]:
            return _("Scheduled. It becomes public at the time you gave.")
        return _("Published at %s.") % publication.path

    form = PublishForm(request.POST or None)
    return _act(request, admin_site, article, form, do, "publish", gettext_lazy("Publish"))


def withdraw_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = _article(request, article_id, "articles.publish_article")

    def do(values: dict[str, Any]) -> str:
        withdraw(
            article,
            by=request.user,  # type: ignore[arg-type]
            reason=values["reason"],
            redirect_to=values["redirect_to"],
        )
        return _("Taken down. Readers are told why.")

    form = WithdrawForm(request.POST or None)
    return _act(request, admin_site, article, form, do, "withdraw", gettext_lazy("Take down"))


def _article(request: HttpRequest, article_id: str, permission: str) -> Article:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(Article, pk=article_id)


def _act(
    request: HttpRequest,
    admin_site: AdminSite,
    article: Article,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str],
    action: str,
    title: Any,
) -> HttpResponse:
    """Show the form, or do what it asks and return to the article."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do(form.cleaned_data))
        except (CannotPublish, CannotSign) as error:
            form.add_error(None, str(error))
        else:
            return redirect("admin:articles_article_change", article.pk)
    library = Library.load()
    context = {
        **admin_site.each_context(request),
        "title": title,
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
        "action": action,
        "form": form,
        "findings": check(article, library),
        "standing": standing_of(article, library),
        "preview_url": preview_url(article),
        "inbound": broken_by(action, article, library),
    }
    return TemplateResponse(request, "admin/articles/act.html", context)


URLS = [
    ("<str:article_id>/sign/", sign_view, "sign"),
    ("<str:article_id>/publish/", publish_view, "publish"),
    ("<str:article_id>/withdraw/", withdraw_view, "withdraw"),
]
