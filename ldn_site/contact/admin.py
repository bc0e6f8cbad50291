from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern

from ldn_site.accounts.models import User
from ldn_site.contact import desk, screens
from ldn_site.contact.models import Message
from ldn_site.contact.screens.looking import inbox_view, message_view
from ldn_site.design.desk import DeskAdmin


@admin.register(Message)
class MessageAdmin(DeskAdmin):
    """The message desk: its list and its form are screens of their own. See contact/screens."""

    actions = None
    delete_confirmation_template = "admin/contact/delete.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        # A message can be deleted even where the key to its words is lost.
        return super().get_queryset(request).defer(*desk.WORDS)

    def get_urls(self) -> list[URLPattern]:
        return screens.urls(self.admin_site) + super().get_urls()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return inbox_view(request, self.admin_site)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return message_view(request, self.admin_site, _number(object_id))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to a message stands on its own page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:contact_message_change", _number(object_id))

    def get_deleted_objects(
        self, objs: Iterable[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """The codes of what would go, doubles with it; the notes go without being listed."""
        numbers = [message.pk for message in objs]
        going = list(Message.objects.filter(pk__in=numbers).defer(*desk.WORDS))
        doubles = Message.objects.filter(double_of__in=going).exclude(pk__in=numbers)
        codes = [message.code for message in (*going, *doubles.defer(*desk.WORDS))]
        return codes, {str(self.opts.verbose_name_plural): len(codes)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Message) -> None:
        desk.delete(obj, by=cast(User, request.user))


def _number(object_id: str) -> int:
    text = unquote(object_id)
    if not (text.isascii() and text.isdecimal()):
        raise Http404
    return int(text)
