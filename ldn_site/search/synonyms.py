"""Other words for what people ask: brand names, short forms, Spanish, common misspellings."""

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from ldn_site.search.words import words_of

logger = logging.getLogger(__name__)

Words = tuple[str, ...]


class Meaning(NamedTuple):
    """What a word also means: the words to look up, and how they are written."""

    words: Words
    written: str


Synonyms = Mapping[Words, Sequence[Meaning]]


@lru_cache(maxsize=4)
def synonyms(path: Path) -> Synonyms:
    """What each word or phrase of the file also means. Read once in each process.

    A search must not fail over this file: where it is missing or broken there are none, and
    the log says so.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        logger.warning("%s could not be read, so search knows no synonyms: %s", path, error)
        return {}
    if not isinstance(content, dict):
        logger.warning('%s: write each line as "word: [other word]".', path)
        return {}
    return {
        key: meanings
        for written, others in content.items()
        if (key := _words(written))
        and (meanings := _meanings(others if isinstance(others, list) else [others]))
    }


def _meanings(others: Sequence[object]) -> list[Meaning]:
    return [Meaning(words, str(other)) for other in others if (words := _words(other))]


def _words(value: object) -> Words:
    return tuple(words_of(value)) if isinstance(value, str) else ()
