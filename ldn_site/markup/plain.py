"""The words of a page alone, for the search index and the feed."""

from __future__ import annotations

import html as escaping
import re

from ldn_site.markup.tokens import walk

# Between the cells of a row until all is read. No text holds one: it counts as white space.
_CELL = "\x1f"
_UNSEEN = {"sup", "svg"}
_INLINE = {"a", "abbr", "code", "em", "span", "strong", "sub", "sup", "svg"}


def plain_text(html: str) -> str:
    """Readable text: one line for each block or row, without citation numbers and drawings."""
    parts: list[str] = []
    unseen = 0
    for kind, name, piece in walk(html):
        if name in _UNSEEN and kind != "void":
            unseen += 1 if kind == "open" else -1
        elif kind == "text" and not unseen:
            parts.append(re.sub(r"\s+", " ", escaping.unescape(piece)))
        elif name == "img" and not unseen:
            parts.append(f"{_alt(piece)}\n")
        elif kind != "text" and not unseen:
            if name in ("td", "th") and kind == "close":
                parts.append(_CELL)
            elif name not in _INLINE and name not in ("td", "th"):
                parts.append("\n")
    lines = (_line(line.split(_CELL)) for line in "".join(parts).split("\n"))
    return re.sub(r" +([.,;:!?)])", r"\1", "\n".join(line for line in lines if line))


def _line(cells: list[str]) -> str:
    """The cells of a row told apart; a line that is no row has one."""
    words = (" ".join(cell.split()) for cell in cells)
    return re.sub(r"(?<=[.?!:;,…]);", "", "; ".join(cell for cell in words if cell))


def _alt(tag: str) -> str:
    found = re.search(r' alt="([^"]*)"', tag)
    return escaping.unescape(found[1]) if found else ""
