"""What staff do with an article besides writing it: send it on, publish it, take it down.

Each is a page of its own that says what will happen, takes one form, and calls the one
function that does it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ldn_site.articles.changes import Changes
from ldn_site.articles.checking import blockers
from ldn_site.articles.desk.forms import CallOffForm, PublishForm, SubmitForm, WithdrawForm
from ldn_site.articles.desk.moments import in_words
from ldn_site.articles.desk.place import Place, place_of
from ldn_site.articles.desk.routes import Route, preview_url
from ldn_site.articles.frozen import Frozen
from ldn_site.articles.inbound import broken_by_publishing, broken_by_withdrawing
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication
from ldn_site.articles.publishing import CannotPublish, cancel, publish, withdraw
from ldn_site.articles.signing import CannotSign
from ldn_site.articles.states import State
from ldn_site.articles.submitting import CannotSubmit, submit

Refusal = (CannotPublish, CannotSign, CannotSubmit)


def submit_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = article_for(request, article_id, "articles.change_article")

    def do(values: dict[str, Any]) -> str:
        submit(article, by=request.user, note=values["note"])  # type: ignore[arg-type]
        return _("Sent. Every reviewer sees on the desk that it waits.")

    form = SubmitForm(request.POST or None)
    return act(request, admin_site, article, form, do, "submit", _("Send to a reviewer"))


def publish_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = article_for(request, article_id, "articles.publish_article")
    library = Library.load()
    stands = Frozen.of_article(article, library)
    live = Publication.objects.live().filter(article=article).first()

    def do(values: dict[str, Any]) -> str:
        publication = publish(
            article,
            by=request.user,  # type: ignore[arg-type]
            change_note=values["change_note"],
            publish_at=values["publish_at"],
            review_digest=values["review_digest"],
        )
        if values["publish_at"]:
            when = in_words(publication.publish_at)
            return (
                _("Scheduled. Readers have it from %s on. Until then you can call it off.") % when
            )
        return _("Published at %s.") % publication.path

    place = place_of(article, request.user, library)  # type: ignore[arg-type]
    form = PublishForm(request.POST or None, initial={"review_digest": stands.digest})
    more = {
        "changes": Changes(Frozen.of_publication(live), stands) if live else None,
        "obstacle": _obstacle(place),
        "place": place,
        "inbound": broken_by_publishing(article, library),
    }
    return act(request, admin_site, article, form, do, "publish", _("Publish"), more)


def _obstacle(place: Place) -> str:
    """What stands in the way of publishing, said before anything is typed."""
    if place.standing.is_live_as_it_stands and not place.standing.scheduled_at:
        return _("Readers have this already.")
    if blockers(place.findings):
        return _("Before this text can be published, mend what must be mended.")
    if place.standing.was_ever_signed and not place.standing.is_signed:
        return _("This page has been signed before, so only a signed text can replace it.")
    return ""


def call_off_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = article_for(request, article_id, "articles.publish_article")
    waiting = list(Publication.objects.scheduled().filter(article=article).order_by("number"))

    def do(values: dict[str, Any]) -> str:
        if not waiting:
            raise CannotPublish(_("Nothing is scheduled for this page any more."))
        for publication in waiting:
            cancel(publication, by=request.user, reason=values["reason"])  # type: ignore[arg-type]
        return _("Called off. Readers keep what they have.")

    form = CallOffForm(request.POST or None)
    more = {"waiting": [(each, in_words(each.publish_at)) for each in waiting]}
    return act(request, admin_site, article, form, do, "call-off", _("Call it off"), more)


def withdraw_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = article_for(request, article_id, "articles.publish_article")

    def do(values: dict[str, Any]) -> str:
        withdraw(
            article,
            by=request.user,  # type: ignore[arg-type]
            reason=values["reason"],
            redirect_to=values["redirect_to"],
        )
        return _("The page is down. Readers are told why.")

    place = place_of(article, request.user)  # type: ignore[arg-type]
    is_down = place.standing.state is State.WITHDRAWN
    last = article.withdrawals.order_by("-pk").first() if is_down else None
    told = {"reason": last.reason, "redirect_to": last.redirect_to} if last else {}
    form = WithdrawForm(request.POST or None, initial=told)
    more = {"place": place, "inbound": broken_by_withdrawing(article), "is_down": is_down}
    title = _("Change what readers are told") if is_down else _("Take down")
    return act(request, admin_site, article, form, do, "withdraw", title, more)


def article_for(request: HttpRequest, article_id: str, permission: str) -> Article:
    """The article, for somebody with `permission`; 403 without, before anything is looked up."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(Article, pk=article_id)


def act(
    request: HttpRequest,
    admin_site: AdminSite,
    article: Article,
    form: forms.Form,
    do: Callable[[dict[str, Any]], str],
    action: str,
    title: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it asks and return to the article."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do(form.cleaned_data))
        except Refusal as error:
            form.add_error(None, str(error))
        else:
            return redirect("admin:articles_article_change", article.pk)
    context = {
        **admin_site.each_context(request),
        "title": title,
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
        "action": action,
        "form": form,
        "preview_url": preview_url(article),
        **(more or {}),
    }
    place = context.get("place") or place_of(article, request.user)  # type: ignore[arg-type]
    context["place"] = place.seen_from(request.path)
    return TemplateResponse(request, "admin/articles/act.html", context)


URLS: list[Route] = [
    ("<str:article_id>/submit/", submit_view, "submit"),
    ("<str:article_id>/publish/", publish_view, "publish"),
    ("<str:article_id>/call-off/", call_off_view, "call_off"),
    ("<str:article_id>/withdraw/", withdraw_view, "withdraw"),
]
