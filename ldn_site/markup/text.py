"""Small, pure operations on text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

UNITS = ("mg", "mcg", "g", "mL", "kg", "cm", "mm")
_NUMBER_AND_UNIT = re.compile(rf"(?<=\d) (?=(?:{'|'.join(UNITS)})(?!\w))")

# Tab, line feed and carriage return are text; the other C0 and C1 controls, the
# noncharacters, lone surrogates and the marks that reorder text on screen are not.
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)

MOST_MARKS = 30

# Prefixes of ids that this room, or the page around it, gives to its own elements.
OUR_IDS = ("figure-", "note-", "source-", "table-", "term-")


def escape(text: object) -> str:
    """Text made safe inside an element and inside a quoted attribute."""
    return html.escape(str(text), quote=True)


def normalize(source: str) -> str:
    """Line feeds only, no control characters, composed letters."""
    return compose(CONTROLS.sub("", source.replace("\r\n", "\n").replace("\r", "\n")))


def compose(text: str) -> str:
    """The text in NFC, in time that grows with its length: piles of marks are cut."""
    piles = _piles(text)
    if piles:
        text = piles.sub(lambda pile: pile[0][:MOST_MARKS], text)
    return unicodedata.normalize("NFC", text)


def find_pile(source: str) -> re.Match[str] | None:
    """The first pile of marks that `compose` cuts, if there is one."""
    piles = _piles(source)
    return piles.search(source) if piles else None


def _piles(source: str) -> re.Pattern[str] | None:
    """Matches more marks on one letter than Unicode's Stream-Safe Text allows.

    Composing sorts the marks on a letter, and Python's sort of them is quadratic:
    200,000 marks take over a minute.
    """
    if source.isascii():
        return None
    marks = [c for c in set(source) if unicodedata.combining(unicodedata.normalize("NFD", c)[0])]
    return re.compile(f"[{''.join(marks)}]{{{MOST_MARKS + 1},}}") if marks else None


def join_units(text: str) -> str:
    """Put a non-breaking space between a number and its unit."""
    return _NUMBER_AND_UNIT.sub("\u00a0", text)


def slug(text: str, taken: dict[str, int]) -> str:
    """A readable id that is not in `taken`, which it joins with the last number tried for it.

    Every id holds a hyphen: properties of `document` and `window` never do, so
    no heading can stand in for one of them.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "part"
    if "-" not in base or base.startswith(OUR_IDS):
        base = f"about-{base}"
    found = base
    while found in taken:
        taken[base] = taken.get(base, 1) + 1
        found = f"{base}-{taken[base]}"
    taken[found] = 1
    return found


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or nothing."""
    # The longest key is far below 100 letters, and comparing is slow on long ones.
    matches = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


class Places:
    """Finds the line of a piece of text, which the Markdown parser does not tell.

    Asked for the same piece again, it gives the next place.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._after: dict[str, int] = {}

    def line(self, piece: str) -> int:
        if not piece:
            return 0
        at = self._source.find(piece, self._after.get(piece, 0))
        if at < 0:
            return 0
        self._after[piece] = at + len(piece)
        return self._source.count("\n", 0, at) + 1
