"""The content folder into pieces. Knows no database; what is bad is said as a Problem, and the
rest is read all the same."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ldn_site.contentfiles import places
from ldn_site.contentfiles.files import read_bytes
from ldn_site.contentfiles.parsing import read_file
from ldn_site.contentfiles.pictures import with_files
from ldn_site.contentfiles.shapes import Content, Piece, Problem
from ldn_site.contentfiles.yamlreading import Fault

LARGEST_TEXT = 400_000  # bytes; the longest article that can be rendered is half of this
LARGEST_LIST = 4_000_000


class NoContent(Exception):
    """The folder is missing or holds no content: never a reason to do anything."""


def read_content(folder: Path) -> Content:
    """Everything in the content folder. Raises NoContent where there is none."""
    if not folder.is_dir():
        raise NoContent(
            f"{folder} is not a folder. Set CONTENT_DIR to the folder with the content."
        )
    pieces: list[Piece] = []
    problems: list[Problem] = []
    sources: dict[str, bytes] = {}
    for path in _walk(folder):
        file = path.relative_to(folder).as_posix()
        try:
            kind = places.kind_of(file)
            sources[file] = read_bytes(path, LARGEST_TEXT if file.endswith(".md") else LARGEST_LIST)
            found, bad = read_file(file, kind, sources[file])
        except Fault as fault:
            found, bad = [], [Problem(file, fault.line, fault.message, fault.remedy)]
        pieces += found
        problems += bad
    pieces, lost = with_files(folder, pieces, problems)
    problems += lost
    if not pieces and not problems:
        raise NoContent(
            f"{folder} holds no content. Set CONTENT_DIR to the folder with the content."
        )
    twins = list(_twins(pieces))
    in_two = {problem.piece for problem in twins}
    return Content(
        tuple(piece for piece in pieces if piece.name not in in_two),
        (*problems, *twins),
        sources,
    )


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        pictures = places.PICTURES if Path(root) == folder else ""
        folders[:] = sorted(name for name in folders if name[0] != "." and name != pictures)
        # A link to a folder is not followed, but said, as is a link to a file.
        links = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted([*files, *links]):
            if name[0] != "." and name[-1] != "~":
                yield Path(root, name)


def _twins(pieces: Iterable[Piece]) -> Iterator[Problem]:
    by_name = defaultdict(list)
    for piece in pieces:
        by_name[piece.name].append(piece)
    for (_kind, key), same in by_name.items():
        for piece in same if len(same) > 1 else []:
            others = [f"content/{o.file}, line {_line(o)}" for o in same if o is not piece]
            message = f'the id "{key}" is also used in {" and ".join(others)}'
            remedy = "give one of them another id"
            yield Problem(piece.file, _line(piece), message, remedy, piece.name)


def _line(piece: Piece) -> int:
    return piece.lines.get("id", piece.line)
