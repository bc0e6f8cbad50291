"""Everything one person sent: to be read, handed out and deleted when they ask for it."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ldn_site.contact import desk
from ldn_site.contact.exporting import as_json, as_text
from ldn_site.contact.models import Message
from ldn_site.contact.screens.common import (
    DELETE,
    EXPORT,
    SEE,
    Route,
    message_numbered,
    person_with,
)

NUMBER = re.compile(r"\b[0-9]{1,18}\b")  # a longer one is in no database
FORMATS = {
    "json": (as_json, "application/json"),
    "txt": (as_text, "text/plain; charset=utf-8"),
}


@require_safe
def person_view(request: HttpRequest, admin_site: AdminSite, number: int) -> HttpResponse:
    """Messages that may come from the person of this one. Staff choose which really do."""
    person = person_with(request, SEE)
    message = message_numbered(number)
    context = {
        "title": _("Everything from this person"),
        "message": message,
        "choices": _choices(message),
        "may_export": person.has_perm(EXPORT),
        "may_delete": person.has_perm(DELETE),
    }
    return _answer(request, admin_site, "person", context)


def _choices(message: Message) -> list[dict[str, object]]:
    """Two people may have one name: what only has the name in common is not chosen for you."""
    others = desk.of_one_person(message).select_related("location").defer(*desk.WORDS)
    return [
        {
            "message": other,
            "is_chosen": other.pk == message.pk
            or other.double_of_id == message.pk
            or (bool(message.reply_index) and other.reply_index == message.reply_index),
        }
        for other in others
    ]


@require_POST
def export_view(request: HttpRequest, admin_site: AdminSite, number: int) -> HttpResponse:
    person = person_with(request, SEE, EXPORT)
    message = message_numbered(number)
    write, kind = FORMATS.get(request.POST.get("as", ""), FORMATS["txt"])
    ending = "json" if write is as_json else "txt"
    chosen = list(_chosen(request, message).select_related("location").prefetch_related("notes"))
    if not chosen:
        return _nothing_chosen(request, message)
    desk.exported(chosen, by=person)
    response = HttpResponse(write(chosen), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="messages-{message.code}.{ending}"'
    return response


@require_POST
def forget_view(request: HttpRequest, admin_site: AdminSite, number: int) -> HttpResponse:
    """Asks once more, and then deletes the chosen messages for good."""
    person = person_with(request, SEE, DELETE)
    message = message_numbered(number)
    chosen = list(_chosen(request, message).defer(*desk.WORDS))
    if not chosen:
        return _nothing_chosen(request, message)
    if not request.POST.get("sure"):
        context = {"title": _("Delete for good"), "message": message, "chosen": chosen}
        return _answer(request, admin_site, "forget", context)
    number_gone = desk.delete_all(chosen, by=person)
    messages.success(
        request,
        ngettext(
            "%d message is deleted for good. Its code stays in the activity.",
            "%d messages are deleted for good. Their codes stay in the activity.",
            number_gone,
        )
        % number_gone,
    )
    return redirect("admin:contact_message_changelist")


def _chosen(request: HttpRequest, message: Message) -> QuerySet[Message]:
    """Of the messages offered, those that were ticked; nothing else, whatever was posted."""
    numbers = NUMBER.findall(" ".join(request.POST.getlist("chosen")))[:1000]
    return desk.of_one_person(message).filter(pk__in=numbers)


def _nothing_chosen(request: HttpRequest, message: Message) -> HttpResponse:
    messages.warning(request, _("Tick the messages first. Nothing was done."))
    return redirect("admin:contact_message_person", message.pk)


def _answer(
    request: HttpRequest, admin_site: AdminSite, template: str, context: dict[str, object]
) -> HttpResponse:
    everything = {**admin_site.each_context(request), "opts": Message._meta, **context}
    return TemplateResponse(request, f"admin/contact/{template}.html", everything)


URLS: list[Route] = [
    ("<int:number>/person/", person_view, "person"),
    ("<int:number>/person/export/", export_view, "export"),
    ("<int:number>/person/forget/", forget_view, "forget"),
]
