"""What is wrong with the content files, found without a database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ldn_site.contentfiles.canonical import file_text
from ldn_site.contentfiles.files import replace_file
from ldn_site.contentfiles.pictures import fix_pictures
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.shapes import Content, Piece, Problem
from ldn_site.contentfiles.sheets import strangers
from ldn_site.contentfiles.vetting import Shelf, addresses_in, vet


def check_content(folder: Path) -> list[Problem]:
    """Everything wrong in the files of `folder`, warnings included, file by file."""
    content = read_content(folder)
    shelf = Shelf({}, addresses_in(content)).with_pieces(content.pieces)
    problems = [*content.problems, *_not_canonical(content), *strangers(content)]
    for piece in content.pieces:
        problems += vet(piece, shelf)
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def fix_content(folder: Path) -> list[str]:
    """Write every readable file canonically, and name those that this changed."""
    changed = fix_pictures(folder)
    for file, _source, canonical in _uncanonical(read_content(folder)):
        replace_file(folder / file, canonical.encode())
        changed.append(file)
    return changed


def _not_canonical(content: Content) -> Iterator[Problem]:
    for file, source, canonical in _uncanonical(content):
        lines, right = source.split(b"\n"), canonical.encode().split(b"\n")
        same = len(os.path.commonprefix([lines, right]))
        line = min(same + 1, len(lines), len(right))
        remedy = "run manage.py check_content --fix"
        yield Problem(file, line, "the file is not in its canonical form", remedy)


def _uncanonical(content: Content) -> Iterator[tuple[str, bytes, str]]:
    """Files read without problems whose bytes are not canonical: name, bytes, canonical text."""
    by_file: dict[str, list[Piece]] = {}
    for piece in content.pieces:
        by_file.setdefault(piece.file, []).append(piece)
    for file, pieces in by_file.items():
        canonical = file_text(pieces)
        if file not in content.unread and content.sources[file] != canonical.encode():
            yield file, content.sources[file], canonical
