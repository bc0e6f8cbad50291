"""What keeps a text safe while it is typed, and gives it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ldn_site.accounts.models import User
from ldn_site.articles.desk.routes import Route
from ldn_site.articles.desk.typed import differences, differing, typed_of, values_of
from ldn_site.articles.keeping import (
    NEW,
    TooLong,
    forget,
    keep,
    kept_for,
    new_pages_of,
    new_slot,
    set_aside_of,
    settle,
)
from ldn_site.articles.models import Article, Autosave, SetAside
from ldn_site.articles.presence import open_in

ASIDE = "aside-"  # before the number of a text set aside, where a slot is asked for
NEW_SLOT = re.compile(rf"{NEW}[a-z0-9]{{12}}\Z")
TAB = re.compile(r"[0-9a-f-]{1,36}\Z")
BRING = "bring"  # the value of the form's address that says which kept text it is filled with


@dataclass(frozen=True)
class Page:
    """Whose form of which page a request is about. A new page has no article."""

    person: User
    slot: str
    article: Article | None


@dataclass(frozen=True)
class Kept:
    """An unsaved text that can be shown and brought back. `ref` names it in addresses."""

    ref: str
    values: dict[str, str]
    seen_version: int
    at: datetime
    person: User
    article: Article | None
    tab: str = ""
    is_open: bool = False  # in a tab that was heard from a moment ago

    @property
    def show_url(self) -> str:
        return f"{reverse('admin:articles_article_typed')}?{urlencode({'text': self.ref})}"

    @property
    def bring_url(self) -> str:
        return f"{form_url(self.article)}?{urlencode({BRING: self.ref})}"


def form_url(article: Article | None) -> str:
    if article:
        return reverse("admin:articles_article_change", args=[article.pk])
    return reverse("admin:articles_article_add")


def page_of(request: HttpRequest) -> Page:
    """The page that a posted form is of, where the person may write it."""
    person = cast(User, request.user)
    if request.POST.get("person", person.get_username()) != person.get_username():
        raise PermissionDenied  # a tab of somebody who has signed out since
    slot = request.POST.get("slot", "").replace("\0", "")  # PostgreSQL takes no NUL
    article = Article.objects.filter(pk=slot).first()
    if not article and not NEW_SLOT.match(slot):
        raise Http404
    _require_right(person, article)
    return Page(person, slot, article)


def drafting(view: Callable[[HttpRequest, Page], HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that takes a posted form from a script."""

    @wraps(view)
    def wrapped(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
        return view(request, page_of(request))

    return require_POST(wrapped)


@drafting
def keep_view(request: HttpRequest, page: Page) -> HttpResponse:
    values = values_of(request.POST)
    own = {"tab": tab_in(request, "tab"), "follows": tab_in(request, "follows")}
    if not differing(values, typed_of(page.article)):
        settle(person=page.person, slot=page.slot, values=values, **own)
        return JsonResponse({"kept": False})
    try:
        keep(
            person=page.person,
            slot=page.slot,
            values=values,
            seen_version=version_in(request),
            **own,
        )
    except TooLong as error:
        return JsonResponse({"words": str(error)}, status=413)
    return JsonResponse({"kept": True})


@drafting
def differences_view(request: HttpRequest, page: Page) -> HttpResponse:
    """The difference between the form that is posted and what is stored, as HTML."""
    found = differences(values_of(request.POST), typed_of(page.article))
    return render(request, "admin/articles/differences.html", {"differences": found})


@require_safe
def typed_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    """What was typed and not saved, beside what is stored."""
    kept = _kept(request, request.GET.get("text", ""))
    if kept is None:
        raise Http404
    context = {
        **admin_site.each_context(request),
        "title": _("What was typed and not saved"),
        "opts": Article._meta,
        "kept": kept,
        "is_own": not kept.ref.startswith(ASIDE),
        "back_url": form_url(kept.article),
        "others": _others(kept),
        "differences": differences(kept.values, typed_of(kept.article)),
    }
    return TemplateResponse(request, "admin/articles/typed.html", context)


@require_POST
def discard_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    page = page_of(request)
    forget(person=page.person, slot=page.slot)
    messages.success(request, _("Discarded. The saved page is as it was."))
    return redirect(form_url(page.article))


def brought_back(request: HttpRequest, article: Article | None) -> Kept | None:
    """The kept text that the form in this request is to be filled with, if it is still there."""
    if BRING not in request.GET or request.method != "GET":
        return None
    kept = _kept(request, request.GET[BRING])
    return kept if kept and kept.article == article else None


def keeping_data(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """For editor/keeping.html: the slot of the form, and unsaved text to offer beside it."""
    if not may_write(cast(User, request.user), article):
        return {}
    brought = brought_back(request, article)
    slot = article.pk if article else request.POST.get("slot", "")
    if not article and brought:
        slot = brought.ref
    if not article and not NEW_SLOT.match(slot):
        slot = new_slot()
    stored = typed_of(article)
    typed = request.POST if request.method == "POST" else brought.values if brought else {}
    return {
        "slot": slot,
        "is_unsaved": bool(differing(values_of(typed), stored)),
        "follows": brought.tab if brought else tab_in(request, "tab"),
        "brought": brought,
        "offers": [] if typed else _offers(cast(User, request.user), article, stored),
    }


def settle_saved(request: HttpRequest, article: Article) -> None:
    """After a save: nothing of this form is unsaved any more."""
    person = cast(User, request.user)
    typed = values_of(request.POST)
    own = {"tab": tab_in(request, "tab"), "follows": tab_in(request, "follows")}
    for slot in {article.pk, request.POST.get("slot", "")}:
        if slot == article.pk or NEW_SLOT.match(slot):
            settle(person=person, slot=slot, values=typed, **own)


def version_in(request: HttpRequest) -> int:
    text = request.POST.get("seen_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def tab_in(request: HttpRequest, name: str) -> str:
    text = request.POST.get(name, "")
    return text if TAB.match(text) else ""


def may_write(person: User, article: Article | None) -> bool:
    return person.has_perm("articles.change_article" if article else "articles.add_article")


def _require_right(person: User, article: Article | None) -> None:
    if not may_write(person, article):
        raise PermissionDenied


def _kept(request: HttpRequest, ref: str) -> Kept | None:
    """The unsaved text of that name: the person's own, or one that was set aside."""
    kept = _set_aside(ref.removeprefix(ASIDE)) if ref.startswith(ASIDE) else _unsaved(request, ref)
    if kept:
        _require_right(cast(User, request.user), kept.article)
    return kept


def _set_aside(number: str) -> Kept | None:
    if not number.isdecimal() or len(number) > 18:
        return None
    row = SetAside.objects.select_related("article", "person").filter(pk=number).first()
    return _aside(row) if row else None


def _aside(row: SetAside) -> Kept:
    ref = f"{ASIDE}{row.pk}"
    return Kept(ref, row.values, row.seen_version, row.at, row.person, row.article)


def _others(kept: Kept) -> list[Kept]:
    """What the same person typed there before: typing on moves an older text aside."""
    if kept.article is None:
        return []
    rows = set_aside_of(kept.article).select_related("article").filter(person=kept.person)[:5]
    return [other for other in map(_aside, rows) if other.ref != kept.ref]


def _unsaved(request: HttpRequest, slot: str) -> Kept | None:
    row = kept_for(cast(User, request.user), slot)
    return _own(row, Article.objects.filter(pk=slot).first()) if row else None


def _own(row: Autosave, article: Article | None) -> Kept:
    return Kept(
        row.article_id, row.values, row.seen_version, row.saved_at, row.person, article, row.tab
    )


def _offers(person: User, article: Article | None, stored: dict[str, str]) -> list[Kept]:
    """Unsaved texts of this page, or of pages that were never saved."""
    if article:
        rows = [row] if (row := kept_for(person, article.pk)) else []
    else:
        rows = list(new_pages_of(person).select_related("person")[:10])
    rows = [row for row in rows if differing(row.values, stored)]
    tabs = open_in(*(row.article_id for row in rows)).filter(person=person)
    are_open = set(tabs.values_list("article_id", flat=True)) if rows else set()
    return [replace(_own(row, article), is_open=row.article_id in are_open) for row in rows]


URLS: list[Route] = [
    ("draft/keep/", keep_view, "keep"),
    ("draft/differences/", differences_view, "differences"),
    ("draft/typed/", typed_view, "typed"),
    ("draft/discard/", discard_view, "discard"),
]
