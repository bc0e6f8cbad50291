"""What templates need and the template language lacks."""

import json
from typing import Any

import phonenumbers
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# As in Django's json_script: nothing in the data can end the element or open another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """A block of linked data. Browsers never run it, so the strict policy lets it stand."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.filter
def tel(text: str) -> str:
    """The `tel:` address of a phone number as staff typed it; empty where it is not one."""
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)
