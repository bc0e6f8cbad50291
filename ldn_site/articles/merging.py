"""Two texts that grew from one, laid side by side: paragraph by paragraph, in three ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import groupby

SAME, MINE, THEIRS, CONFLICT = "same", "mine", "theirs", "conflict"
BOTH = "both"
MOST_PARAGRAPHS = 4_000_000  # product of both lengths, beyond which nothing is matched
LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Hunk:
    """A passage of both texts. `kind` says who changed it: nobody (same), mine, theirs or
    both (conflict). `key` names its content, so that a choice never lands on another one."""

    kind: str
    mine: str
    theirs: str
    key: str = ""

    @property
    def default(self) -> str:
        return THEIRS if self.kind == THEIRS else MINE


def merge(base: str | None, mine: str, theirs: str) -> list[Hunk]:
    """By paragraphs. Without a base, whatever differs is a conflict."""
    my_parts, their_parts = paragraphs(mine), paragraphs(theirs)
    if base is None:
        return _named(_two_ways(my_parts, their_parts))
    return _named(_three_ways(paragraphs(base), my_parts, their_parts))


def merge_whole(base: str | None, mine: str, theirs: str) -> Hunk:
    """The same for a value that is chosen whole, such as a title."""
    return _named([_hunk(None if base is None else [base], [mine], [theirs])])[0]


def resolve(hunks: Sequence[Hunk], choices: Mapping[str, str]) -> str:
    """The text that `choices` (key of a hunk: mine, theirs or both) make of the hunks."""
    text = ""
    for hunk in hunks:
        choice = choices.get(hunk.key, hunk.default)
        if choice == BOTH:
            text = _joined(_joined(text, hunk.mine), hunk.theirs)
        else:
            text = _joined(text, hunk.theirs if choice == THEIRS else hunk.mine)
    return text


def paragraphs(text: str) -> list[str]:
    """Each with the empty lines after it, so that they give the text again when joined."""
    found: list[str] = []
    current, is_ended = "", False
    for line in LINE.findall(text):
        if line.strip() and is_ended:
            found.append(current)
            current = ""
        is_ended = bool(current.strip()) and not line.strip()
        current += line
    return [*found, current] if current else found


def _joined(before: str, after: str) -> str:
    """An empty line between paragraphs that had none, because one stood at an end."""
    if not (before and after) or before.endswith("\n\n"):
        return before + after
    return before.rstrip("\n") + "\n\n" + after


def _three_ways(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Hunk]:
    """Cut all three at the places of the base that both others still have."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    i, j, k = 0, 0, 0
    for place in sorted(in_mine.keys() & in_theirs.keys()):
        (j_end, j_next), (k_end, k_next) = in_mine[place], in_theirs[place]
        if place > i:
            yield _hunk(base[i:place], mine[j:j_end], theirs[k:k_end])
        if j_next > j_end or k_next > k_end:
            yield _hunk([], mine[j_end:j_next], theirs[k_end:k_next])
        i, j, k = place, j_next, k_next


def _two_ways(mine: list[str], theirs: list[str]) -> Iterator[Hunk]:
    i, k = 0, 0
    for place, (k_end, k_next) in sorted(_places(mine, theirs).items()):
        if place > i:
            yield _hunk(None, mine[i:place], theirs[k:k_end])
        if k_next > k_end:
            yield _hunk(None, [], theirs[k_end:k_next])
        i, k = place, k_next


def _places(base: list[str], other: list[str]) -> dict[int, tuple[int, int]]:
    """Where a place between paragraphs of `base` is found in `other`.

    The two numbers differ where `other` has something more in that place.
    """
    old, new = [part.strip() for part in base], [part.strip() for part in other]
    pairs = [(0, 0), (len(old), len(new))]
    if len(old) * len(new) <= MOST_PARAGRAPHS:
        for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            # As many paragraphs on both sides are taken for the same ones, reworded.
            steps = range(b - a) if b - a == d - c else range(1)
            pairs += [(a + step, c + step) for step in steps]
    found: dict[int, tuple[int, int]] = {}
    for place, there in pairs:
        first, last = found.get(place, (there, there))
        found[place] = (min(first, there), max(last, there))
    return found


def _hunk(base: list[str] | None, mine: list[str], theirs: list[str]) -> Hunk:
    if _same(mine, theirs):
        kind = SAME
    elif base is None:
        kind = CONFLICT
    elif _same(base, mine):
        kind = THEIRS
    elif _same(base, theirs):
        kind = MINE
    else:
        kind = CONFLICT
    return Hunk(kind, "".join(mine), "".join(theirs))


def _same(some: list[str], others: list[str]) -> bool:
    return [part.strip() for part in some] == [part.strip() for part in others]


def _named(hunks: Iterator[Hunk] | list[Hunk]) -> list[Hunk]:
    """Unchanged neighbors joined, and a key for each hunk."""
    named: list[Hunk] = []
    seen: dict[str, int] = {}
    for kind, run in groupby(hunks, key=lambda hunk: hunk.kind):
        parts = list(run)
        if kind == SAME:
            mine, theirs = (p.mine for p in parts), (p.theirs for p in parts)
            parts = [Hunk(SAME, "".join(mine), "".join(theirs))]
        for hunk in parts:
            digest = sha256(f"{hunk.kind}\0{hunk.mine}\0{hunk.theirs}".encode()).hexdigest()[:12]
            seen[digest] = seen.get(digest, 0) + 1
            named.append(replace(hunk, key=f"{digest}-{seen[digest]}"))
    return named
