"""Links the first use of each glossary word in finished HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ldn_site.markup.shapes import Term
from ldn_site.markup.text import escape
from ldn_site.markup.tokens import walk

# A link here would be wrong (inside another) or in the way.
_SKIP = {
    *("a", "button", "caption", "code", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("pre", "summary", "svg", "sup", "th"),
}
# What must be read to its end at once; words in it are linked where they come next.
_UNDISTRACTED = ("callout--warning", "callout--urgent", 'class="care ')
_WORD = re.compile(r"\w+")


def link_terms(
    html: str, terms: Sequence[Term], base: str = "/glossary/"
) -> tuple[str, tuple[str, ...]]:
    """The HTML with the first use of each term linked, and the slugs of the terms linked."""
    index = _index(terms)
    if not index:
        return html, ()
    used: list[str] = []
    out: list[str] = []
    skipping: list[str] = []
    for kind, name, piece in walk(html):
        is_apart = "__title" in piece or any(mark in piece for mark in _UNDISTRACTED)
        if kind == "open" and (name in _SKIP or is_apart or skipping):
            skipping.append(name)
        elif kind == "close" and skipping:
            skipping.pop()
        elif kind == "text" and not skipping:
            piece = _link(piece, index, used, base)
        out.append(piece)
    return "".join(out), tuple(used)


def _index(terms: Sequence[Term]) -> dict[str, list[tuple[str, str]]]:
    """First word → the phrases that begin with it, longest first."""
    index: dict[str, list[tuple[str, str]]] = {}
    for term in terms:
        for form in dict.fromkeys((term.word, *term.variants)):
            # As in the text of the page, where an apostrophe stands for itself.
            phrase = escape(form.strip()).replace("&#x27;", "'").replace("&quot;", '"').lower()
            first = _WORD.match(phrase)
            if first:
                index.setdefault(first[0], []).append((phrase, term.slug))
    for phrases in index.values():
        phrases.sort(key=lambda phrase: (-len(phrase[0]), phrase))
    return index


def _link(text: str, index: dict[str, list[tuple[str, str]]], used: list[str], base: str) -> str:
    out: list[str] = []
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        # The letters after & are the name of an entity.
        if start < done or text[start - 1 : start] in ("&", "#"):
            continue
        for phrase, slug in index.get(word[0].lower(), ()):
            end = start + len(phrase)
            found = text[start:end]
            ends_inside_word = end < len(text) and (text[end].isalnum() or text[end] == "_")
            if ends_inside_word or found.replace("\u00a0", " ").lower() != phrase:
                continue
            if slug not in used:
                used.append(slug)
                link = f'<a class="term" href="{escape(base)}#term-{escape(slug)}">{found}</a>'
                out += [text[done:start], link]
                done = end
            else:
                out.append(text[done:end])
                done = end
            break
    return "".join(out) + text[done:]
