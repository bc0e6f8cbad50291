"""Pages that somebody may have wanted who came to one that is not there."""

import re

from django.db import DatabaseError

from ldn_site.search.finding import Hit, find

MOST = 3
LONGEST = 80
NAMES_NOTHING = {"home", "index", "page", "pages"}
# Of what the words say, a page must be called at least so much: a word that merely stands
# somewhere in a text leads somebody who is lost further away.
LEAST_NAMED = 0.4
WORD = re.compile(r"[^\W\d_]{2,}")
# Programs that look for weak spots ask for thousands of these, and want no suggestions.
NO_PAGE = re.compile(r"/\.|//|\.(?!html?/?$)[^/]*$|\b(?:wp|cgi|api|admin)\b", re.I)


def words_of_address(path: str) -> str:
    """What a reader may have meant by an address: the words of its last part that has any."""
    if NO_PAGE.search(path):
        return ""
    for part in reversed(path.split("/")):
        words = WORD.findall(part.removesuffix(".html").removesuffix(".htm"))
        if not NAMES_NOTHING.issuperset(word.lower() for word in words):
            return " ".join(words)[:LONGEST]
    return ""


def near(words: str) -> tuple[Hit, ...]:
    """The live pages that answer these words best; none where they cannot be looked up."""
    if not words:
        return ()
    try:
        return tuple(hit for hit in find(words, limit=MOST).hits if hit.named >= LEAST_NAMED)
    except DatabaseError:  # a page that says what is wrong must not fail by its suggestions
        return ()
