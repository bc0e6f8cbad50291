"""How text becomes words: the same way for what is indexed and for what is asked."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 40  # letters; what follows is cut off
STEMMERS = {"en": "english", "es": "spanish"}

_ENGLISH = """
a about am an and any are as at be been but by can could did do does for from had has have how i
if im in into is it its ive me my of on or our shall should so some than that the their them then
there these they this to up was we were what whats when where which while who why will with would
you your
"""
_SPANISH = """
al como con cual cuando de del donde el ella en es esta este esto la las lo los me mi mis o para
pero por puede puedo que se si sin son su sus tu un una y yo
"""
# Words too common to tell one page from another. They count only where nothing else is asked.
STOP = frozenset(_ENGLISH.split() + _SPANISH.split())

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’")
_LAST_LATIN = 0x24F


class _Folds(dict[int, str]):
    """What each letter folds to, one for one; Latin letters are remembered."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFKD", chr(code))[0].lower()
        letter = letter if len(letter) == 1 else chr(code)
        if code <= _LAST_LATIN:
            self[code] = letter
        return letter


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Lower case without accents. Every character keeps its position."""
    return text.translate(_FOLDS)


def words_of(text: str) -> list[str]:
    """The words of `text`, folded, without apostrophes: "Crohn's" is "crohns"."""
    words = _TOKEN.findall(fold(text))
    return [word.translate(_APOSTROPHES)[:LONGEST_WORD] for word in words]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    # A stemmer keeps state between its steps, so threads must not share one.
    stemmer = snowballstemmer.stemmer(STEMMERS.get(language, "english"))
    return str(stemmer.stemWord(word))[:LONGEST_WORD]
