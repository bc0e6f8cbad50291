"""The database back into files, so that what staff wrote can be kept with the code.

A file that holds changes which were never imported is left alone, unless told otherwise: an
export must not overwrite a person's work any more than an import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from ldn_site.contentfiles import storing
from ldn_site.contentfiles.agreeing import agree, agreements, forget
from ldn_site.contentfiles.canonical import file_digest, file_text
from ldn_site.contentfiles.deciding import Outcome, decide
from ldn_site.contentfiles.files import replace_file
from ldn_site.contentfiles.pictures import file_of, picture_files
from ldn_site.contentfiles.places import kind_of
from ldn_site.contentfiles.reading import NoContent, read_content
from ldn_site.contentfiles.shapes import LISTS, Content, Kind, Piece, Problem
from ldn_site.media import keeping

LEFT = (
    "{}: left alone, because it holds changes that are not imported. Import them first, or "
    "export with --overwrite."
)


@dataclass
class Export:
    """What an export did. `left` are pieces of files that it did not touch."""

    wrote: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def lines(self, verbosity: int = 1) -> Iterator[str]:
        yield from (LEFT.format(piece) for piece in self.left)
        if verbosity >= 1:
            yield from (f"wrote content/{file}" for file in self.wrote)
            yield from (f"removed content/{file}" for file in self.removed)
            yield f"Files written: {len(self.wrote)}. Removed: {len(self.removed)}."


@transaction.atomic
def export_content(folder: Path, *, overwrite: bool = False, is_home: bool = True) -> Export:
    """Write what the database holds into `folder`, file by file, where it differs.

    `is_home` says that this is the folder that imports come from: what is written there is
    agreed on. A file that cannot be read is left alone and is in `problems`.
    """
    content = _read(folder)
    export = Export(problems=list(content.problems))
    unread = content.unread
    on_site = {
        name: piece
        for name, row in storing.load().items()
        if not content.may_hold(piece := storing.as_piece(name[0], row))
        and piece.file not in unread
    }
    in_files = {piece.name: piece for piece in content.pieces if piece.file not in unread}
    last = agreements() if is_home else {}
    kept: list[Piece] = []
    written: list[Piece] = []
    gone: list[Piece] = []
    for name in sorted(on_site.keys() | in_files.keys()):
        file, stored = in_files.get(name), on_site.get(name)
        outcome = decide(file=_digest(file), last=last.get(name), stored=_digest(stored))
        if stored and (overwrite or outcome not in (Outcome.UPDATE, Outcome.CONFLICT)):
            written.append(stored)
        elif file and outcome is Outcome.KEEP:
            gone.append(file)
        elif file:
            kept.append(file)
            export.left += [file] if stored or name in last else []
    written = _without_clashes(written, kept, export)
    _write_pictures(folder, content, [*written, *kept], export)
    _write(folder, content, [*written, *kept], export)
    _remove_pictures(folder, content, [*written, *kept], export)
    if is_home:
        agree(written)
        forget(gone)
    return export


def _digest(piece: Piece | None) -> str | None:
    return file_digest(piece) if piece else None


def _without_clashes(written: list[Piece], kept: list[Piece], export: Export) -> list[Piece]:
    """Leave alone a file that holds another article than the one whose place it takes."""
    in_the_way = {piece.file: piece for piece in kept if piece.kind is Kind.ARTICLE}
    export.left += [in_the_way[piece.file] for piece in written if piece.file in in_the_way]
    return [piece for piece in written if piece.file not in in_the_way]


def _read(folder: Path) -> Content:
    try:
        return read_content(folder)
    except NoContent:
        return Content()


def _write(folder: Path, content: Content, pieces: Iterable[Piece], export: Export) -> None:
    """Make the files of `folder` hold exactly `pieces`; new places first, so nothing is lost."""
    by_file: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_file.setdefault(piece.file, []).append(piece)
    for file, members in sorted(by_file.items()):
        text = file_text(members)
        if content.sources.get(file) != text.encode():
            replace_file(folder / file, text.encode())
            export.wrote.append(file)
    for file in sorted(content.sources.keys() - by_file.keys() - content.unread):
        if kind_of(file):
            (folder / file).unlink()
            export.removed.append(file)


def _write_pictures(
    folder: Path, content: Content, pieces: Iterable[Piece], export: Export
) -> None:
    """The file of each picture, before the list that names it."""
    there = {piece.key: piece.data for piece in content.pieces if piece.kind is Kind.PICTURE}
    for piece in pieces:
        if piece.kind is not Kind.PICTURE:
            continue
        file = file_of(piece.key)
        try:
            data = piece.data or keeping.master(piece.values["digest"]).data
        except keeping.CannotKeep as error:
            remedy = "export again after that"
            export.problems.append(Problem(file, 0, str(error), remedy, piece.name))
            continue
        if there.get(piece.key) != data:
            replace_file(folder / file, data)
            export.wrote.append(file)


def _remove_pictures(
    folder: Path, content: Content, pieces: Iterable[Piece], export: Export
) -> None:
    """The files that the list named before, and names no more."""
    named = {file_of(piece.key) for piece in pieces if piece.kind is Kind.PICTURE}
    before = {file_of(piece.key) for piece in content.pieces if piece.kind is Kind.PICTURE}
    if LISTS[Kind.PICTURE] in content.unread:
        return
    for path in picture_files(folder):
        file = path.relative_to(folder).as_posix()
        if file in before - named:
            path.unlink()
            export.removed.append(file)
