"""A backup is one file: a tar of the database and the pictures, with a note of what is in it.

The note stands last, so a file that was cut off has none.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from ldn_site.backups.exceptions import CannotBackUp

NOTE, DATABASE, PICTURES = "note.json", "database", "media"
FORMAT = 1


@dataclass
class Note:
    """What a backup holds, and what the site has to be to take it back."""

    made_at: str
    vendor: str
    migrations: list[str]
    sealed: str  # a known word, which tells whether the keys fit
    digests: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class Packer:
    def __init__(self, tar: tarfile.TarFile, note: Note) -> None:
        self.tar, self.note = tar, note

    def add(self, name: str, size: int, source: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        digested = _Digested(source)
        self.tar.addfile(info, digested)
        self.note.digests[name] = digested.hexdigest()


@contextmanager
def pack(file: IO[bytes], note: Note) -> Iterator[Packer]:
    with (
        gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, filename="", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        packer = Packer(tar, note)
        yield packer
        text = json.dumps(asdict(note), indent=1).encode()
        packer.add(NOTE, len(text), io.BytesIO(text))


def unpack(file: Path, into: Path) -> Note:
    """Unpack `file` and compare each part with its note. Raises CannotBackUp."""
    digests = {}
    try:
        with tarfile.open(file, mode="r|gz") as tar:
            for member in tar:
                part = tar.extractfile(member) if member.isreg() else None
                if part is None or not _is_ours(member.name):
                    raise CannotBackUp(f"{file} is not a backup of this site: {member.name!r}.")
                digests[member.name] = _write(part, into / member.name)
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise CannotBackUp(f"{file} cannot be read: {error}. Take another backup.") from error
    note = _read_note(into / NOTE)
    digests.pop(NOTE, None)
    if note is None or note.digests != digests or DATABASE not in digests:
        raise CannotBackUp(f"{file} is damaged or was cut off. Take another backup.")
    return note


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if name in {NOTE, DATABASE}:
        return True
    return parts[:1] == (PICTURES,) and len(parts) > 1 and ".." not in parts


def _write(part: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digested = _Digested(part)
    with path.open("xb") as file:
        while chunk := digested.read(1 << 20):
            file.write(chunk)
    return digested.hexdigest()


def _read_note(path: Path) -> Note | None:
    try:
        note = Note(**json.loads(path.read_bytes()))
        names = [note.made_at, note.vendor, note.sealed, *note.migrations]
    except (OSError, ValueError, TypeError):
        return None
    return note if all(isinstance(name, str) for name in names) else None


class _Digested:
    """A file whose digest is known once it was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.source.read(size)
        self.digest.update(chunk)
        return chunk

    def hexdigest(self) -> str:
        return self.digest.hexdigest()
