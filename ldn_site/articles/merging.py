"""Two texts that grew from one, laid side by side: paragraph by paragraph, in three ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

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
    my_place, their_place = _places(base, mine), _places(base, theirs)
    i = j = k = 0
    for place in range(len(base)):
        if place not in my_place or place not in their_place:
            continue
        in_mine, in_theirs = my_place[place], their_place[place]
        if (place, in_mine, in_theirs) != (i, j, k):
            yield _hunk(base[i:place], mine[j:in_mine], theirs[k:in_theirs])
        yield Hunk(SAME, mine[in_mine], theirs[in_theirs])
        i, j, k = place + 1, in_mine + 1, in_theirs + 1
    if i < len(base) or j < len(mine) or k < len(theirs):
        yield _hunk(base[i:], mine[j:], theirs[k:])


def _two_ways(mine: list[str], theirs: list[str]) -> Iterator[Hunk]:
    place = _places(mine, theirs)
    j = k = 0
    for i, paragraph in enumerate(mine):
        if i in place:
            if (i, place[i]) != (j, k):
                yield _hunk(None, mine[j:i], theirs[k : place[i]])
            yield Hunk(SAME, paragraph, theirs[place[i]])
            j, k = i + 1, place[i] + 1
    if j < len(mine) or k < len(theirs):
        yield _hunk(None, mine[j:], theirs[k:])


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    """Where the paragraphs of `base` that `other` still has stand in it."""
    if len(base) * len(other) > MOST_PARAGRAPHS:
        return {}
    old, new = [p.strip() for p in base], [p.strip() for p in other]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in blocks for step in range(size)}


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
    named: list[Hunk] = []
    seen: dict[str, int] = {}
    for hunk in hunks:
        digest = sha256(f"{hunk.kind}\0{hunk.mine}\0{hunk.theirs}".encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        named.append(Hunk(hunk.kind, hunk.mine, hunk.theirs, f"{digest}-{seen[digest]}"))
    return named
