"""What the words for people who cannot see a picture must be. One rule for form and checker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

LONGEST = 150
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|tiff?|heic|svg|bmp)", re.I)
_CAMERA = re.compile(r"(?:img|dsc[fn]?|pxl|mvimg|image|photo|screenshot|scan)[-_ ]?\d[\w -]*", re.I)
_OPENING = re.compile(
    r"(?:(?:an?|the|this|is)\s+)*"
    r"(?:image|picture|photo|photograph|graphic|drawing|illustration|icon)\s+"
    r"(?:of|showing|that shows|which shows)\b",
    re.I,
)


def faults(alt: str, *, is_decorative: bool) -> Iterator[tuple[str, str]]:
    """What is wrong with `alt`, each time with what to do about it."""
    text = alt.strip()
    if is_decorative:
        if text:
            yield (
                _("It is marked as decorative, and has words for people who cannot see it."),
                _("Clear the words, or take the mark away."),
            )
    elif not text:
        yield (
            _("It has no words for people who cannot see it."),
            _("Say in one sentence what it shows, or mark it as decorative."),
        )
    elif _FILE_NAME.fullmatch(text) or _CAMERA.fullmatch(text):
        yield (
            _("“%s” is the name of a file.") % text[:80],
            _("Say in one sentence what the picture shows."),
        )
    elif found := _OPENING.match(text):
        yield (
            _("It begins with “%s”, which a screen reader says by itself.") % found[0],
            _("Begin with what it shows."),
        )
    if len(text) > LONGEST:
        yield (
            _("It has %(found)d characters; %(most)d are the most.")
            % {"found": len(text), "most": LONGEST},
            _("Shorten it, and say the rest in the caption or the text."),
        )
