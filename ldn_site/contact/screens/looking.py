"""The inbox, one message, and the box to find one by."""

from __future__ import annotations

import re
import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ldn_site.contact import desk, inbox
from ldn_site.contact.finding import name_index, reply_index
from ldn_site.contact.models import CODE_LETTERS, Message
from ldn_site.contact.presence import arrive
from ldn_site.contact.purging import kept_too_long
from ldn_site.contact.routes import route_of
from ldn_site.contact.screens.common import (
    CHANGE,
    DELETE,
    SEE,
    Route,
    find_numbered,
    page_of,
    person_with,
)
from ldn_site.contact.screens.forms import FindForm, HandOverForm, LookAgainForm, NoteForm, WaitForm
from ldn_site.contact.timeline import past_of
from ldn_site.contact.trays import DONE, TRAYS, counts, sorted_out
from ldn_site.contact.urgent import WAITING_TO_BE_READ, to_read_first, what_to_do
from ldn_site.pharmacy.models import Location

PER_PAGE = 50
CODE = re.compile(rf"([{CODE_LETTERS}]{{4}})[\s-]?([{CODE_LETTERS}]{{4}})\Z", re.IGNORECASE)
INBOX = "admin:contact_message_changelist"


@require_safe
def inbox_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    """The messages of one tray, of one location or of both. It shows no word of a visitor."""
    person, now = person_with(request, SEE), timezone.now()
    name = request.GET.get("tray", "")
    name = name if name in TRAYS else "open"
    place = Location.objects.filter(pk=request.GET.get("at", "")).first()
    tray, everywhere = TRAYS[name], sorted_out()
    here = everywhere.filter(location=place) if place else everywhere
    chosen = here.filter(tray.condition(person, now))
    first = to_read_first(chosen)
    page = Paginator(inbox.in_order(chosen, tray, first), PER_PAGE).get_page(
        request.GET.get("page")
    )
    numbers = counts(here, person=person, now=now)
    context = {
        "title": capfirst(_("messages")),
        "lines": inbox.lines(page.object_list, first=first, now=now),
        "page": page,
        "tray": name,
        "is_done": tray.is_done,
        "trays": [
            {"name": key, "label": each.label, "count": numbers[key], "url": _url(key, place)}
            for key, each in TRAYS.items()
            if numbers[key] or key == name or not each.hides_when_empty
        ],
        "places": _places(name, place),
        "here": _url(name, place),
        "find": FindForm(),
        "numbers": numbers,
        "alarm_url": _url("alarm", place),
        "kept_too_long": kept_too_long(now),
    }
    return _answer(request, admin_site, "inbox", context)


def _places(tray: str, chosen: Location | None) -> list[dict[str, Any]]:
    every = {"name": _("Both locations"), "url": _url(tray, None), "is_chosen": chosen is None}
    return [
        every,
        *(
            {"name": place.name, "url": _url(tray, place), "is_chosen": place == chosen}
            for place in Location.objects.all()
        ),
    ]


def _url(tray: str, place: Location | None) -> str:
    asked = {"tray": tray} | ({"at": place.pk} if place else {})
    return f"{reverse(INBOX)}?{urlencode(asked)}"


@require_safe
def message_view(request: HttpRequest, admin_site: AdminSite, number: int) -> HttpResponse:
    """One message with its words. That they are read is in the trail."""
    person_with(request, SEE)
    message = find_numbered(number)
    if message is None:  # as when a link in an old mail is followed
        messages.warning(request, _("This message is not here any more: it was deleted."))
        return redirect(INBOX)
    return show(request, admin_site, message)


def show(
    request: HttpRequest, admin_site: AdminSite, message: Message, **forms: Any
) -> HttpResponse:
    """The screen of `message`; of `forms`, those that were not filled in well come back."""
    person, now = person_with(request, SEE), timezone.now()
    desk.read(message, by=person)
    message = sorted_out(Message.objects.select_related("location", "handled_by", "double_of")).get(
        pk=message.pk
    )
    tab = secrets.token_hex(16)
    first = to_read_first(sorted_out().filter(pk=message.pk))
    doubles = list(message.doubles.order_by("received_at", "pk"))
    context = {
        "title": message.code,
        "message": message,
        "opts": Message._meta,
        "route": route_of(message.reply_to, code=message.code),
        "age": inbox.age_of(message, now),
        "marks": inbox.marks_of(message, first, now),
        "is_done": message.state in DONE,
        "is_mine": message.handled_by_id == person.pk,
        "sight": desk.sight_of(message),
        "cares": what_to_do(message.text) if message.state in WAITING_TO_BE_READ else (),
        "others_here": arrive(message, person=person, tab=tab),
        "doubles": doubles,
        "related": _related(message, doubles),
        "past": past_of(message),
        "next": inbox.next_after(message, person=person),
        "may_change": person.has_perm(CHANGE),
        "may_delete": person.has_perm(DELETE),
        "hand_over": HandOverForm(message=message),
        "wait": WaitForm(),
        "look_again": LookAgainForm(initial={"on": message.follow_up_on}),
        "note": NoteForm(),
        "desk_data": {
            "username": person.get_username(),
            "slot": str(message.pk),
            "tab": tab,
            "urls": {
                "here": reverse("admin:contact_message_here"),
                "again": reverse("account_again"),
            },
        },
        **forms,
    }
    return _answer(request, admin_site, "message", context)


def _related(message: Message, doubles: list[Message]) -> list[dict[str, Any]]:
    """Other messages that may come from the same person, and what can be done with them."""
    known = {message.pk, message.double_of_id, *(double.pk for double in doubles)}
    others = desk.of_one_person(message).exclude(pk__in=filter(None, known)).defer(*desk.WORDS)
    return [
        {
            "message": other,
            "url": page_of(other),
            "same_route": bool(message.reply_index) and other.reply_index == message.reply_index,
            "takes_in": _is_older(other, message) and not other.double_of_id,
        }
        for other in others
    ]


def _is_older(one: Message, other: Message) -> bool:
    return (one.received_at, one.pk) < (other.received_at, other.pk)


def find_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    """Messages by reference code, or by a whole name, phone number or e-mail address.

    What is looked for is only ever posted, so that it stands in no address and no log.
    """
    person, now = person_with(request, SEE), timezone.now()
    form = FindForm(request.POST if request.method == "POST" else None)
    found: list[Message] | None = None
    first: set[int] = set()
    if form.is_valid():
        found = found_by(form.cleaned_data["wanted"])
        first = to_read_first(Message.objects.filter(pk__in=[each.pk for each in found]))
        if len(found) == 1 and CODE.match(form.cleaned_data["wanted"].strip()):
            return redirect(page_of(found[0]))
    context = {
        "title": _("Find a message"),
        "find": form,
        "lines": None if found is None else inbox.lines(found, first=first, now=now),
        "may_change": person.has_perm(CHANGE),
    }
    return _answer(request, admin_site, "find", context)


def found_by(wanted: str) -> list[Message]:
    """The messages of which the code, the name or the reply route is exactly `wanted`."""
    wanted = wanted.strip()
    every = sorted_out().select_related("location", "handled_by").defer(*desk.WORDS)
    code = CODE.match(wanted)
    by_code = every.filter(code="-".join(code.groups()).upper()) if code else every.none()
    by_route = every.exclude(reply_index="").filter(reply_index=reply_index(wanted))
    by_name = every.exclude(name_index="").filter(name_index=name_index(wanted))
    for found in (by_code, by_route, by_name):
        if rows := list(found.order_by("-received_at", "-pk")[:PER_PAGE]):
            return rows
    return []


def _answer(
    request: HttpRequest, admin_site: AdminSite, template: str, context: dict[str, Any]
) -> HttpResponse:
    everything = {**admin_site.each_context(request), "opts": Message._meta, **context}
    return TemplateResponse(request, f"admin/contact/{template}.html", everything)


URLS: list[Route] = [("find/", find_view, "find")]
