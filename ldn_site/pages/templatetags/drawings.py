"""Drawings of the site in templates: ``{% drawing "doctor" %}``."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from ldn_site.markup import drawings

register = template.Library()


@register.simple_tag
def drawing(name: str) -> SafeString:
    """A picture beside words that say the same; hidden from screen readers."""
    return mark_safe(drawings.drawing(name))
