"""Style sheets as browsers get them: in one piece, without comments and blanks.

A sheet is written in parts that it names with CSS's own ``@import``, so it also works unjoined,
where the static files are served as they lie in the folder. Joined it saves a browser some thirty
requests, one after the other, before it can draw.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

IMPORT = re.compile(r'@import "(?P<path>[^"]+)"(?: layer\((?P<layer>\w+)\))?;')
ADDRESS = re.compile(r'url\("(?P<path>[^"/:#][^":#]*)"\)')
# Only what means nothing: a blank may join two selectors or stand in a sum. Brotli does the rest.
# (rcssmin 1.3 takes the blank out of "p :is(a)", which then means something else.)
IDLE = re.compile(
    r'(?P<string>"[^"]*")|/\*.*?\*/|\s*(?P<mark>[{};])\s*|(?P<after>[:,])\s+|(?P<blank>\s+)', re.S
)

Read = Callable[[str], str]


def joined(path: str, read: Read) -> str:
    """The sheet at `path` with all its parts in place, made small.

    `read` gives the text of a static file by its path; what it raises for a part that is not
    there goes on to the caller.
    """
    texts = []
    # Neighbors of one layer stand together, as if they had been written so.
    for layer, run in groupby(_pieces(path, read, posixpath.dirname(path)), key=itemgetter(0)):
        text = "".join(text for _layer, text in run)
        texts.append(f"@layer {layer} {{\n{text}}}\n" if layer else text)
    return _small("".join(texts))


def _pieces(path: str, read: Read, home: str) -> Iterator[tuple[str, str]]:
    """The texts that make up a sheet, in order, each with the layer that it was imported into."""
    folder = posixpath.dirname(path)

    def address(found: re.Match[str]) -> str:
        return f'url("{posixpath.relpath(posixpath.join(folder, found["path"]), home)}")'

    text = ADDRESS.sub(address, read(path))
    end = 0
    for found in IMPORT.finditer(text):
        if before := text[end : found.start()].strip():
            yield "", f"{before}\n"
        part = posixpath.normpath(posixpath.join(folder, found["path"]))
        for layer, piece in _pieces(part, read, home):
            yield found["layer"] or layer, piece
        end = found.end()
    if after := text[end:].strip():
        yield "", f"{after}\n"


def _small(text: str) -> str:
    def kept(found: re.Match[str]) -> str:
        kept = found["string"] or found["mark"] or found["after"]
        return kept or (" " if found["blank"] else "")

    return IDLE.sub(kept, text).strip()
