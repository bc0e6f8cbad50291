"""Names for pictures whose uploader gave none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from django.utils.text import slugify

LONGEST = 60
# What cameras, phones and messengers call their files says nothing of what they show.
_SAYS_NOTHING = re.compile(
    r"(?:(?:img|dsc[fn]?|dcim|pxl|mvimg|vid|wp|cimg|imag|sam|p|image|images|photo|picture|"
    r"screenshot|screen-shot|scan|whatsapp|signal|unnamed|untitled|download|file|copy|edited|"
    r"at|am|pm|wa)(?:-|$)|[0-9a-f]*[0-9][0-9a-f]*(?:-|$)|(?:[a-z]{1,5}\d+|\d+[a-z]{1,3})(?:-|$))+"
)


def propose(file_name: str, alt: str, is_taken: Callable[[str], bool]) -> str:
    """A free name from the file's, or from what the picture shows."""
    from_file = _short(slugify(PurePath(file_name).stem.replace("_", "-")))
    says_nothing = not from_file or _SAYS_NOTHING.fullmatch(from_file)
    base = (_short(slugify(alt)) if says_nothing else from_file) or "picture"
    name, number = base, 1
    while is_taken(name):
        number += 1
        name = f"{base}-{number}"
    return name


def _short(slug: str) -> str:
    """As many whole words as fit, with single hyphens."""
    words = [word for word in re.split(r"[-_]+", slug) if word]
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST]
