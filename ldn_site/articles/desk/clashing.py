"""Two people saved one page: their texts side by side, and one made of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.desk.keeping import BRING, tab_in, version_in
from ldn_site.articles.desk.presence import clock
from ldn_site.articles.desk.typed import NAMES, shown, tidy, typed_of, values_of
from ldn_site.articles.forms import ArticleForm
from ldn_site.articles.keeping import TooLong, keep, set_aside
from ldn_site.articles.merging import (
    BOTH,
    CONFLICT,
    MINE,
    SAME,
    THEIRS,
    Hunk,
    merge,
    merge_whole,
    resolve,
)
from ldn_site.articles.models import Article
from ldn_site.design.diffing import Segment, compare, without_end

BRING_TOGETHER = "_bring_together"  # the names of the two buttons
KEEP_MINE = "_keep_mine"
CLASH_VERSION = "clash_version"  # the version of theirs that was on the screen
LONG = {"body"}  # brought together by paragraphs; every other field is chosen whole


@dataclass(frozen=True)
class Choice:
    """A passage of a field as the page shows it, with the radio buttons it takes."""

    hunk: Hunk
    name: str
    mine: tuple[Segment, ...]
    theirs: tuple[Segment, ...]
    options: list[tuple[str, str]]

    @property
    def is_same(self) -> bool:
        return self.hunk.kind == SAME

    @property
    def is_conflict(self) -> bool:
        return self.hunk.kind == CONFLICT


@dataclass(frozen=True)
class Part:
    """A field in which the two texts differ."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Clash:
    name: str  # of whoever saved in between
    time: str
    version: int
    has_base: bool
    parts: list[Part]


def clash_of(request: HttpRequest, article: Article) -> Clash:
    """What the screen shows, after keeping for good what the person typed."""
    values = values_of(request.POST)
    set_aside(
        article=article,
        person=cast(User, request.user),
        values=values,
        seen_version=version_in(request),
    )
    save = article.history.select_related("history_user").first()
    who = save.history_user if save else None
    return Clash(
        name=str(who) if who else _("Somebody"),
        time=clock(save.history_date) if save else "",
        version=article.version,
        has_base=text_at(article, version_in(request)) is not None,
        parts=_parts(values, typed_of(article), text_at(article, version_in(request))),
    )


def bring_together(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Fill the form with what was chosen of both texts. Nothing is saved by it.

    None where the request asks for no such thing, or what came of it is too long to be kept
    unsaved: then the clash is shown again.
    """
    if request.method != "POST" or not {BRING_TOGETHER, KEEP_MINE} & set(request.POST):
        return None
    mine = values_of(request.POST)
    version = request.POST.get(CLASH_VERSION, "")
    theirs = text_at(article, int(version)) if version.isdecimal() and len(version) < 9 else None
    if theirs is None:
        return None
    if BRING_TOGETHER in request.POST:
        base = text_at(article, version_in(request))
        for name, hunks in _hunks(mine, theirs, base):
            choices = {h.key: request.POST.get(f"take-{name}-{h.key}", h.default) for h in hunks}
            mine[name] = resolve(hunks, choices)
    try:
        keep(
            person=cast(User, request.user),
            slot=article.pk,
            values=mine,
            seen_version=int(version),
            tab=tab_in(request, "tab"),
            follows=tab_in(request, "follows"),
        )
    except TooLong as error:
        messages.warning(request, str(error))
        return None
    change = reverse("admin:articles_article_change", args=[article.pk])
    return redirect(f"{change}?{BRING}={article.pk}")


def text_at(article: Article, version: int) -> dict[str, str] | None:
    """The fields as they were saved with that version; None where the history lacks it."""
    if version == article.version:
        return typed_of(article)
    row = article.history.filter(version=version).first()
    return typed_of(row.instance) if row else None


def _hunks(
    mine: Mapping[str, str], theirs: Mapping[str, str], base: Mapping[str, str] | None
) -> list[tuple[str, list[Hunk]]]:
    """By field, for each field that the two texts have otherwise."""
    found = []
    for name in NAMES:
        # A note belongs to one save only.
        if name == "note" or name not in mine or tidy(name, mine[name]) == tidy(name, theirs[name]):
            continue
        before = None if base is None else tidy(name, base[name])
        ours, others = tidy(name, mine[name]), tidy(name, theirs[name])
        is_long = name in LONG
        hunks = merge(before, ours, others) if is_long else [merge_whole(before, ours, others)]
        found.append((name, hunks))
    return found


def _parts(
    mine: Mapping[str, str], theirs: Mapping[str, str], base: Mapping[str, str] | None
) -> list[Part]:
    fields = ArticleForm().fields
    return [
        Part(
            name,
            str(fields[name].label),
            [_choice(hunk, fields[name], is_long=name in LONG) for hunk in hunks],
        )
        for name, hunks in _hunks(mine, theirs, base)
    ]


def _choice(hunk: Hunk, field: Any, *, is_long: bool) -> Choice:
    """The words in which the sides differ are marked, where the sides are alike."""
    found = compare(shown(field, hunk.mine), shown(field, hunk.theirs), context=None).hunks
    options = [(MINE, _("Yours")), (THEIRS, _("Theirs"))]
    if hunk.kind == CONFLICT and is_long:
        options.append((BOTH, _("Both, yours first")))
    return Choice(
        hunk,
        hunk.key,
        without_end(tuple(segment for part in found for segment in part.old)),
        without_end(tuple(segment for part in found for segment in part.new)),
        options,
    )
