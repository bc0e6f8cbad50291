"""How a visitor is reached from a screen: by a telephone or a program for mail."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from phonenumbers import PhoneNumberFormat, format_number

from ldn_site.contact.phones import read_phone


@dataclass(frozen=True)
class Route:
    url: str
    is_mail: bool


def route_of(reply_to: str, *, code: str) -> Route | None:
    """The link that answers. A mail takes nothing along but the reference code."""
    if "@" in reply_to:
        return Route(f"mailto:{quote(reply_to, safe='@')}?subject={quote(code)}", is_mail=True)
    number = read_phone(reply_to)
    if number is None:
        return None
    return Route(format_number(number, PhoneNumberFormat.RFC3966), is_mail=False)
