"""Every page that a changed passage or study touches, signed or published together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ldn_site.articles import board
from ldn_site.articles.batches import (
    Chosen,
    Refused,
    Touched,
    candidates,
    publish_many,
    sign_many,
    touched,
)
from ldn_site.articles.changes import Change, as_lines, input_change
from ldn_site.articles.desk.routes import Route, preview_url
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article

PER_PAGE = 50
SIGN, PUBLISH = "sign", "publish"


class SignBatchForm(forms.Form):
    review_due_on = forms.DateField(
        label=gettext_lazy("Next review due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "Leave blank, and each page keeps its own date. Give one only if you read the pages "
            "as a whole."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for colleagues"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    has_read = forms.BooleanField(
        label=gettext_lazy("I have read every difference above, and I answer for the ticked pages.")
    )


class PublishBatchForm(forms.Form):
    change_note = forms.CharField(
        label=gettext_lazy("What changed, and why"),
        max_length=300,
        help_text=gettext_lazy("One plain sentence. Readers see it at the foot of each page."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say in one plain sentence what changed.")},
    )


@dataclass
class Group:
    """One thing that changed, with the pages it touches."""

    anchor: str
    change: Change
    pages: list[Touched] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A touched page with what the list says of it."""

    page: Touched
    value: str
    preview: str
    groups: Sequence[Group]
    is_ticked: bool
    reason: str


def batch_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    may = {
        SIGN: request.user.has_perm("articles.sign_article"),
        PUBLISH: request.user.has_perm("articles.publish_article"),
    }
    if not any(may.values()):
        raise PermissionDenied
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    if wanted and not may.get(wanted):
        raise PermissionDenied
    chosen = _chosen(request) if wanted else []
    signing = SignBatchForm(request.POST if wanted == SIGN else None)
    publishing = PublishBatchForm(request.POST if wanted == PUBLISH else None)
    form: forms.Form = signing if wanted == SIGN else publishing
    reasons: dict[str, str] = {}
    if wanted and form.is_valid():
        try:
            messages.success(request, _do(request, wanted, chosen, form.cleaned_data))
        except Refused as error:
            reasons = error.reasons
            form.add_error(None, str(error))
        except NothingChosen:
            form.add_error(None, _("Tick the pages first."))
        else:
            return redirect("admin:articles_article_batch")
    board.catch_up(seconds=board.IN_A_REQUEST)
    page = Paginator(candidates(), PER_PAGE).get_page(request.GET.get("p"))
    pages = touched(page.object_list, Library.load())
    groups = _grouped(pages)
    context = {
        **admin_site.each_context(request),
        "title": _("Pages changed by a shared passage or study"),
        "opts": Article._meta,
        "page": page,
        "groups": groups,
        "rows": [_row(each, groups, chosen, reasons) for each in pages],
        "signing": signing if may[SIGN] else None,
        "publishing": publishing if may[PUBLISH] else None,
        "form": form if wanted else None,
    }
    return TemplateResponse(request, "admin/articles/batch.html", context)


class NothingChosen(Exception):
    pass


def _do(request: HttpRequest, wanted: str, chosen: Chosen, values: dict[str, Any]) -> str:
    if not chosen:
        raise NothingChosen
    if wanted == SIGN:
        done = sign_many(
            chosen,
            by=request.user,  # type: ignore[arg-type]
            review_due_on=values["review_due_on"],
            note=values["note"],
        )
        words = ngettext("Signed: %d page.", "Signed: %d pages.", len(done))
        return words % len(done)
    published = publish_many(
        chosen,
        by=request.user,  # type: ignore[arg-type]
        change_note=values["change_note"],
    )
    words = ngettext("Published: %d page.", "Published: %d pages.", len(published))
    return words % len(published)


def _chosen(request: HttpRequest) -> list[tuple[str, str]]:
    """The ticked pages, or with "all" every page of the list, each with what was looked at."""
    values = request.POST.getlist("shown" if "all" in request.POST else "page")
    pairs = [value.replace("\0", "").rpartition(":") for value in values[:PER_PAGE]]
    return [(article_id, digest) for article_id, _colon, digest in pairs]


def _grouped(pages: Sequence[Touched]) -> list[Group]:
    """Each difference once, however many pages it touches."""
    groups: dict[tuple[str, str, str, str], Group] = {}
    for page in pages:
        for kind, key in page.changed:
            old = as_lines(page.old.inputs.get(kind, {}).get(key))
            new = as_lines(page.new.inputs.get(kind, {}).get(key))
            if (kind, key, old, new) not in groups:
                change = input_change(kind, key, page.old.inputs, page.new.inputs)
                groups[kind, key, old, new] = Group(f"change-{len(groups) + 1}", change)
            groups[kind, key, old, new].pages.append(page)
    return list(groups.values())


def _row(page: Touched, groups: Sequence[Group], chosen: Chosen, reasons: dict[str, str]) -> Row:
    return Row(
        page=page,
        value=f"{page.article.pk}:{page.new.digest}",
        preview=preview_url(page.article),
        groups=[group for group in groups if page in group.pages],
        is_ticked=any(article_id == page.article.pk for article_id, _digest in chosen),
        reason=reasons.get(page.article.pk, ""),
    )


URLS: list[Route] = [("batch/", batch_view, "batch")]
