from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ldn_site.accounts.models import User
from ldn_site.contact.desk import WORDS
from ldn_site.contact.models import Message

SEE, CHANGE = "contact.view_message", "contact.change_message"
DELETE, EXPORT = "contact.delete_message", "contact.export_message"

# Route below the list of messages, view, and the name it is reversed by (after a prefix).
Route = tuple[str, Callable[..., HttpResponse], str]


def person_with(request: HttpRequest, *rights: str) -> User:
    """Whoever asks; 403 for somebody without all of `rights`, before anything is looked up."""
    if not request.user.has_perms(rights):
        raise PermissionDenied
    return cast(User, request.user)


def find_numbered(number: int) -> Message | None:
    """The message without its words, which are read from the database where they are shown."""
    messages = Message.objects.select_related("location", "handled_by", "double_of")
    return messages.defer(*WORDS).filter(pk=number).first()


def message_numbered(number: int) -> Message:
    """The same, for the parts of a message's page; 404 where there is none."""
    message = find_numbered(number)
    if message is None:
        raise Http404
    return message


def page_of(message: Message) -> str:
    return reverse("admin:contact_message_change", args=[message.pk])
