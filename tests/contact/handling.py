"""What a browser of the desk posts."""

import re
from typing import Any

from django.urls import reverse

from ldn_site.contact.desk import sight_of
from ldn_site.contact.models import Message

LIST = "/admin/contact/message/"
SECRET = "Zebra4711"


def page_of(message: Message) -> str:
    return reverse("admin:contact_message_change", args=[message.pk])


def step(client: Any, message: Message, do: str, **more: Any) -> Any:
    """Press a button on the page of `message`, as it stands in `message`."""
    address = reverse("admin:contact_message_step", args=[message.pk])
    return client.post(address, {"do": do, "saw": sight_of(message), **more}, follow=True)


def write_down(client: Any, message: Message, **fields: Any) -> Any:
    address = reverse("admin:contact_message_note", args=[message.pk])
    values = {"kind": "note", "text": "", "then": "", "saw": sight_of(message)}
    return client.post(address, values | fields, follow=True)


def said(response: Any) -> str:
    """What the desk tells the person above the page."""
    return " ".join(str(message) for message in response.context["messages"])


def codes_in(response: Any) -> list[str]:
    return [line.message.code for line in response.context["lines"]]


def words_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())
