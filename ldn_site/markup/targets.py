"""Which addresses a link may lead to.

An allow-list of shapes, matched against what a browser would see: entities and
backslashes read as it reads them, blanks and controls refused.
"""

from __future__ import annotations

import html
import re

_HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?"
_WEB = re.compile(rf"https?://{_HOST}(?:[/?#]\S*)?", re.I)
_MAIL = re.compile(r"mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+(?:\?\S*)?", re.I)
_PHONE = re.compile(r"tel:\+?[0-9().-]{2,30}", re.I)
_OURS = re.compile(r"/(?![/\\])\S*")
_HERE = re.compile(r"#\S+")


def safe_target(written: str) -> str | None:
    """The address as it may stand in `href`, or None if it may not."""
    target = html.unescape(html.unescape(written)).strip(" ")
    if not target.isprintable() or "\\" in target or any(c in target for c in '<>"`{}|^ '):
        return None
    for shape in (_WEB, _MAIL, _PHONE, _OURS, _HERE):
        if shape.fullmatch(target):
            return target
    return None


def is_external(target: str) -> bool:
    return target[:4].lower() == "http"
