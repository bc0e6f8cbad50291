"""What the front page of the desk says to the person who opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.advice import advice_for
from ldn_site.accounts.models import User
from ldn_site.articles import board
from ldn_site.articles import waiting as pages
from ldn_site.contact import waiting as messages
from ldn_site.contentfiles.desk import EXPORT, IMPORT
from ldn_site.design.waiting import most_urgent
from ldn_site.pharmacy import waiting as facts
from ldn_site.search.desk import WRITE
from ldn_site.trail.models import Event
from ldn_site.trail.recent import recent_events

# Whose events are nobody's business without the permission to see the things themselves.
GUARDED = ("contact", "accounts")

# Pages that belong to no one kind of thing: name of the address, words, and for whom: those
# with one of these rights, or everybody where none is named.
TOOLS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("guide", _("Guide to the desk"), ()),
    (
        "admin:articles_article_batch",
        _("Pages changed by a shared passage or study"),
        ("articles.sign_article", "articles.publish_article"),
    ),
    ("admin:articles_article_broken_links", _("Links that lead nowhere"), (pages.READ,)),
    ("not_found", _("What people looked for and did not find"), (WRITE,)),
    ("files", _("Content as files"), (EXPORT, IMPORT)),
)


@dataclass(frozen=True)
class Activity:
    event: Event
    url: str  # of the thing it was done to; empty where this person cannot open it


def front_page(request: HttpRequest, site: AdminSite) -> dict[str, Any]:
    """What waits for the person of `request`, by their rights and in a fixed number of queries."""
    person = cast(User, request.user)
    may_read = person.has_perm(pages.READ)
    still_looking = board.catch_up(seconds=board.IN_A_REQUEST) if may_read else 0
    groups = [
        *messages.waiting_for(person),
        *pages.waiting_for(person),
        *facts.waiting_for(person),
    ]
    return {
        "still_looking": still_looking,
        "groups": groups,
        "first": most_urgent(groups),
        "advice": advice_for(person),
        "unsaved": pages.unsaved_by(person),
        "tools": _tools(person),
        "activity": _activity(request, site),
        "sees_all_activity": person.has_perm("trail.view_event"),
        "may_write": person.has_perm("articles.add_article"),
    }


def _tools(person: User) -> list[tuple[str, str]]:
    return [
        (reverse(name), str(words))
        for name, words, rights in TOOLS
        if not rights or any(person.has_perm(right) for right in rights)
    ]


def _activity(request: HttpRequest, site: AdminSite) -> list[Activity]:
    """The newest of what this person may know of: everything, or what they did themselves."""
    person = cast(User, request.user)
    by = None if person.has_perm("trail.view_event") else person.pk
    opens: dict[str, str] = {}
    hidden: set[str] = set()
    for model, desk in site._registry.items():
        kind = str(model._meta.verbose_name_raw)
        if desk.has_view_permission(request):
            opens[kind] = f"{site.name}:{model._meta.app_label}_{model._meta.model_name}_change"
        elif model._meta.app_label in GUARDED:
            hidden.add(kind)
    return [
        Activity(event, _url_of(event, opens)) for event in recent_events(by=by, without=hidden)
    ]


def _url_of(event: Event, opens: dict[str, str]) -> str:
    has_page = event.thing_kind in opens and event.thing_id and event.verb != "deleted"
    return reverse(opens[event.thing_kind], args=[event.thing_id]) if has_page else ""
