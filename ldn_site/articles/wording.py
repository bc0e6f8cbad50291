"""A rendered page in plain words, as a person reads it from the top to the bottom."""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from ldn_site.markup.tokens import walk

# Inside these, words run on; every other element begins a line.
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "span", "strong", "sub", "sup"})
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
SOURCE = re.compile(r'href="#source-([^"]+)"')
ALT = re.compile(r' alt="([^"]+)"')


def in_words(html: str, labels: Mapping[str, str]) -> str:
    """One line for each paragraph, item, row or heading, with a blank line between.

    Headings and items say what they are. A citation is the name of its source, by `labels`,
    and not its number, which changes with every source before it.
    """
    lines = (" ".join(line.split()) for line in "".join(_pieces(html, labels)).split("\n"))
    text = "\n\n".join(line for line in lines if line and line != "•")
    return re.sub(r" +([.,;:!?)])", r"\1", text) + "\n" if text else ""


def _pieces(html: str, labels: Mapping[str, str]) -> Iterator[str]:
    drawing = citing = 0
    for kind, name, piece in walk(html):
        opens = (kind == "open") - (kind == "close")
        if name == "svg":
            drawing += opens
        elif drawing:
            continue
        elif name == "sup" and 'class="cite"' in piece:
            citing = 1
        elif name == "sup" and kind == "close":
            citing = 0
        elif citing:
            if found := SOURCE.search(piece):
                yield f" [{labels.get(found[1], found[1])}]"
        elif kind == "text":
            yield re.sub(r"\s+", " ", escaping.unescape(piece))
        elif name == "img":
            alt = ALT.search(piece)
            yield f"\n{_('Picture:')} {escaping.unescape(alt[1]) if alt else _('decorative')}\n"
        elif name in CELLS:
            yield " " if kind == "open" else " |"
        elif name not in INLINE:
            yield "\n"
            if kind == "open":
                yield _beginning(name)


def _beginning(name: str) -> str:
    if name in HEADINGS:
        return _("Heading:") + " "
    return "• " if name == "li" else ""
