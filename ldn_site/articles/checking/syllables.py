"""How many syllables a word has when it is said aloud.

`data/syllables.txt` holds the words of the CMU Pronouncing Dictionary (its licence lies beside
it) for which the rule below is wrong: each line a number and the words with that many. So
every word of the dictionary is counted as the dictionary has it, and the rule is left to guess
only at words that it lacks. The list belongs to exactly this rule.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "syllables.txt"

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?:[^laeiouy]|[aeiouy]l|ll)e$|[^aeiouytd]ed$|(?<=[aeiouy][^aeiouyscgzx])es$"
    r"|(?<=[aeiouy][^aeiouy])e(?=ly$|ness$|ful|less|ment|some|m[ae]n$)"
)
APART = re.compile(
    r"i[ao](?!us|n)|[aeiou]ing$|ia$|io$|[^gq]ua|uou|eo(?!u|p)|[dtlsn]ism$|sm$|thm$|ier$|iest$"
    r"|ying|ii|iu|uity|riet|ient|ience"
)
INITIALS = re.compile(r"[A-Z]{2,5}s?")
HISSES = re.compile(r"(?:s|x|z|sh|ch|ce|ge|se)$")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Syllables of one word. Initials (FDA) are spelled out; a number counts as one."""
    word = word.replace("’", "'").strip("'")
    if INITIALS.fullmatch(word):
        return sum(3 if letter == "W" else 1 for letter in word.rstrip("s"))
    word = word.lower()
    for end in ("'s", "s'"):
        if word.endswith(end):
            stem = word.removesuffix(end)
            return _count(stem) + (end == "'s" and bool(HISSES.search(stem)))
    return _count(word) if word[:1].isalpha() else 1


def _count(word: str) -> int:
    known = _against_the_rule().get(word)
    if known is not None:
        return max(known, 1)
    found = len(VOWELS.findall(word)) - len(SILENT.findall(word)) + len(APART.findall(word))
    return max(found, 1)


@cache
def _against_the_rule() -> dict[str, int]:
    found = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        number, *words = line.split()
        found.update(dict.fromkeys(words, int(number)))
    return found
