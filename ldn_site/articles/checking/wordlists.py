"""Many words looked for at once, quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str], end: str = r"\b") -> re.Pattern[str]:
    """Matches any of `words` in text that is in small letters, the longest first.

    Grouped by their first two letters: the engine tries every branch at every place, and most
    places rule out all but a few.
    """
    grouped = groupby(sorted({word.lower() for word in words}), key=lambda word: word[:2])
    branches = [
        re.escape(start)
        + f"(?:{'|'.join(re.escape(word[2:]) for word in sorted(group, key=len, reverse=True))})"
        for start, group in grouped
    ]
    return re.compile(rf"\b(?:{'|'.join(branches) or '(?!)'}){end}")
