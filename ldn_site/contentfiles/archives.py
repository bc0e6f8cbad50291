"""The content as one zip file, to take home and bring back.

Inside goes a note of what each piece said when the zip was made. With it an import can tell
what was changed in the files from what was changed on the site since, as it does for the
content folder.
"""

from __future__ import annotations

import json
import stat
import struct
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.conf import settings
from django.utils.translation import gettext as _

from ldn_site.contentfiles.agreeing import Digests
from ldn_site.contentfiles.canonical import file_digest
from ldn_site.contentfiles.exporting import export_content
from ldn_site.contentfiles.places import BLOCKS, LANGUAGES, PICTURES
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.shapes import LISTS, Kind

EXPORTED = ".exported.json"  # names that begin with a dot are never read as content
ROOT = "content"
LARGEST_ZIP = 40_000_000  # bytes, as sent
LARGEST_WHOLE = 200_000_000  # bytes, unpacked
MOST_FILES = 5_000
LONGEST_PART = 200  # bytes of a name; file systems take 255
# The others cannot be unpacked a bit at a time, so a small zip could take all memory.
PACKED_BY = {ZIP_STORED, ZIP_DEFLATED}
# What Python raises for a zip that is damaged, or made to do damage.
BROKEN = (
    BadZipFile,
    LargeZipFile,
    ZlibError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    IndexError,
)
TOP = {*LANGUAGES, BLOCKS, PICTURES, *LISTS.values()}


class BadArchive(Exception):
    """Why a file is not taken, in words for the person who sent it."""


def pack(file: IO[bytes]) -> None:
    """Write a zip of all content into `file`."""
    with TemporaryDirectory() as temporary, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        folder = Path(temporary)
        export_content(folder, overwrite=True, is_home=False)
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, f"{ROOT}/{path.relative_to(folder).as_posix()}")
        said = {f"{p.kind.value}/{p.key}": file_digest(p) for p in read_content(folder).pieces}
        archive.writestr(f"{ROOT}/{EXPORTED}", json.dumps(said, indent=0, sort_keys=True))


def unpack(file: IO[bytes], folder: Path) -> Digests | None:
    """Put the files of a zip into `folder`; returns what its pieces said when it was made.

    None where the zip was not made here. Raises BadArchive for what is no zip, too large, or
    names a place outside its own folder.
    """
    try:
        with ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not _is_left_out(info)]
            _check(infos)
            root = _root(infos)
            for info in infos:
                _write(archive, info, folder, root)
    except BROKEN as e:
        raise BadArchive(_("This is not a zip file that can be opened. Pack it again.")) from e
    return _exported(folder / EXPORTED)


def _is_left_out(info: ZipInfo) -> bool:
    return info.is_dir() or info.filename.startswith("__MACOSX/")


def _check(infos: list[ZipInfo]) -> None:
    if not infos:
        raise BadArchive(_("This zip file is empty."))
    if len(infos) > MOST_FILES:
        raise BadArchive(_("This zip file holds more than %d files.") % MOST_FILES)
    if sum(info.file_size for info in infos) > LARGEST_WHOLE:
        raise BadArchive(_("This zip file is too large when it is unpacked."))
    files = {PurePosixPath(info.filename) for info in infos}
    for info in infos:
        if info.compress_type not in PACKED_BY:
            raise BadArchive(_("This zip file is packed in a rare way. Pack it as a plain zip."))
        path = PurePosixPath(info.filename)
        is_long = any(len(part.encode()) > LONGEST_PART for part in path.parts)
        is_folder = not files.isdisjoint(path.parents)  # some file lies below another
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        if path.is_absolute() or ".." in path.parts or "\\" in info.filename:
            raise _bad_name(info)
        if is_link or is_long or is_folder:
            raise _bad_name(info)


def _bad_name(info: ZipInfo) -> BadArchive:
    return BadArchive(_("“%s” is no name for a file in this zip.") % info.filename[:80])


def _root(infos: list[ZipInfo]) -> int:
    """How many folders the content lies deep in the zip."""
    depths = [
        next((depth for depth, part in enumerate(parts) if part in TOP), None)
        for parts in (PurePosixPath(info.filename).parts for info in infos)
    ]
    found = [depth for depth in depths if depth is not None]
    if not found:
        raise BadArchive(
            _("This zip file holds no content: no folder en, blocks or images, and no lists.")
        )
    return min(found)


def _write(archive: ZipFile, info: ZipInfo, folder: Path, root: int) -> None:
    parts = PurePosixPath(info.filename).parts[root:]
    if not parts:
        return  # beside the content folder
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    # No more than the size that was counted, whatever the packed bytes grow to.
    with archive.open(info) as packed, target.open("wb") as out:
        left = info.file_size
        while left > 0 and (some := packed.read(min(left, 1 << 20))):
            out.write(some)
            left -= len(some)


def _exported(path: Path) -> Digests | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {
            (Kind(name.split("/")[0]), name.split("/", 1)[1]): str(digest)
            for name, digest in said.items()
        }
    except (OSError, ValueError, AttributeError, IndexError, RecursionError):
        return None


def uploads() -> Path:
    """Where a zip waits between its report and the decision to apply it."""
    folder: Path = settings.DATA_DIR / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
