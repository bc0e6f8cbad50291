"""The files of pictures: ``images/<id>.webp`` for each entry of ``images.yaml``.

Their canonical form is a master, as the site keeps it: pixels and nothing else. Such bytes go
in and out unchanged, so export and import never encode, and a new version of an encoder changes
no digest. Any other picture is made one once, by ``check_content --fix``.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ldn_site.contentfiles import places
from ldn_site.contentfiles.files import read_bytes, replace_file
from ldn_site.contentfiles.shapes import LISTS, Kind, Piece, Problem
from ldn_site.contentfiles.yamlreading import Fault
from ldn_site.media.decoding import ENDINGS, MOST_BYTES, Master, NotAPicture, decode, read_master

ENDING = ".webp"
FIX = "run manage.py check_content --fix, which takes out all but the pixels and saves it as .webp"


def with_files(
    folder: Path, pieces: list[Piece], problems: list[Problem]
) -> tuple[list[Piece], list[Problem]]:
    """`pieces` with the file of each picture, and what is wrong with these files besides."""
    stems = Counter(path.stem for path in picture_files(folder))
    masters: dict[str, Master] = {}
    unused: dict[str, str] = {}
    found: list[Problem] = []
    bad: set[tuple[Kind, str]] = set()
    for path in picture_files(folder):
        file = path.relative_to(folder).as_posix()
        try:
            if stems[path.stem] > 1:
                raise Fault(0, "there is another picture of this name", "remove one of the two")
            masters[path.stem] = _read(path)
            unused[path.stem] = file
        except Fault as fault:
            name = (Kind.PICTURE, path.stem)
            bad.add(name)
            found.append(Problem(file, fault.line, fault.message, fault.remedy, name))
    whole: list[Piece] = []
    for piece in pieces:
        if piece.kind is not Kind.PICTURE:
            whole.append(piece)
        elif master := masters.get(piece.key):
            unused.pop(piece.key, None)
            whole.append(_joined(piece, master))
        elif piece.name not in bad:
            message = f"there is no file {places.PICTURES}/{piece.key}{ENDING}"
            found.append(Problem(piece.file, piece.line, message, "add it", piece.name))
    if not _is_unread(problems):
        known = {problem.piece for problem in problems}
        for key, file in unused.items():
            if (Kind.PICTURE, key) not in known:
                remedy = f"add - id: {key} there, with alt: and what it shows"
                message = f"{LISTS[Kind.PICTURE]} has no entry for it"
                found.append(Problem(file, 0, message, remedy))
    return whole, found


def fix_pictures(folder: Path) -> list[str]:
    """Make a master of each picture that is none; returns the files written."""
    written = []
    for path in picture_files(folder):
        data = _bytes_of(path)
        if data is None or (path.suffix == ENDING and read_master(data)):
            continue
        try:
            master = decode(io.BytesIO(data), path.name, len(data))
        except NotAPicture:
            continue  # said by the check
        target = path.with_suffix(ENDING)
        if target != path and target.exists():
            continue
        replace_file(target, master.data)
        if target != path:
            path.unlink()
        written.append(target.relative_to(folder).as_posix())
    return written


def picture_files(folder: Path) -> Iterator[Path]:
    """What lies in the folder of pictures, editors' copies and hidden files left out."""
    pictures = folder / places.PICTURES
    if pictures.is_dir() and not pictures.is_symlink():
        for path in sorted(pictures.iterdir()):
            if path.name[0] != "." and path.name[-1] != "~":
                yield path


def file_of(key: str) -> str:
    return f"{places.PICTURES}/{key}{ENDING}"


def _read(path: Path) -> Master:
    places.check_key(path.stem)
    if path.suffix.lower() not in ENDINGS:
        raise Fault(0, "this is not a JPEG, PNG or WebP picture", "save it as one of these")
    data = read_bytes(path, MOST_BYTES)
    master = read_master(data) if path.suffix == ENDING else None
    if master:
        return master
    try:
        decode(io.BytesIO(data), path.name, len(data))
    except NotAPicture as error:
        raise Fault(0, str(error), "put another file in its place") from error
    raise Fault(0, "the picture is not in its canonical form", FIX)


def _bytes_of(path: Path) -> bytes | None:
    try:
        places.check_key(path.stem)
        return read_bytes(path, MOST_BYTES)
    except Fault:
        return None


def _joined(piece: Piece, master: Master) -> Piece:
    of_file = {"digest": master.digest, "width": master.width, "height": master.height}
    return replace(piece, values={**piece.values, **of_file}, data=master.data)


def _is_unread(problems: list[Problem]) -> bool:
    """Whether the list itself could not be read, so that nothing can be said of its entries."""
    return any(p.file == LISTS[Kind.PICTURE] and not p.piece for p in problems)
