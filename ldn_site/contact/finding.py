"""How a message is found without being read: exact name, phone or e-mail, by keyed hashes."""

from __future__ import annotations

import re
import unicodedata

from phonenumbers import PhoneNumberFormat, format_number

from ldn_site.contact.phones import read_phone
from ldn_site.guards.hashing import keyed_hash


def name_index(name: str) -> str:
    """What `name` is found by, however it is spaced, accented by keyboard or capitalized."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _hashed("contact.name", re.sub(r"\s+", " ", plain).strip())


def reply_index(route: str) -> str:
    """What a phone number or e-mail address is found by, however it is written."""
    number = None if "@" in route else read_phone(route)
    if number:
        return _hashed("contact.reply", format_number(number, PhoneNumberFormat.E164))
    return _hashed("contact.reply", route.strip().casefold())


def _hashed(purpose: str, text: str) -> str:
    return keyed_hash(purpose, text) if text else ""
