"""Makes a backup while the site runs: the database and the pictures, and never a key."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ldn_site.backups.databases import engine, left_out
from ldn_site.backups.exceptions import CannotBackUp
from ldn_site.backups.packing import DATABASE, PICTURES, Note, pack
from ldn_site.guards.sealing import seal

KNOWN_WORD = "LDN"
PART = ".part-"
NAMED = re.compile(r"ldn-(\d{8}-\d{6})Z\.tar\.gz")
MOMENT = "%Y%m%d-%H%M%S"


def folder() -> Path:
    return Path(settings.DATA_DIR) / "backups"


def make_backup(now: datetime) -> Path:
    """The new backup, which is there whole or not at all. Raises CannotBackUp."""
    moment = now.astimezone(timezone.utc)
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=PART, dir=folder()) as part:  # for this account alone
            path = Path(part) / f"ldn-{moment:{MOMENT}}Z.tar.gz"
            _write(path, moment)
            return path.rename(folder() / path.name)
    except OSError as error:
        raise CannotBackUp(
            f"{error.filename or folder()} could not be written: {error.strerror}. There is no "
            "new backup, and the old ones are as they were."
        ) from error


def drop_old(now: datetime, *, keep: timedelta) -> list[Path]:
    """Delete backups made longer ago than `keep`; never the newest."""
    made = sorted(path for path in folder().iterdir() if NAMED.fullmatch(path.name))
    old = [path for path in made[:-1] if _made_at(path) < now - keep]
    for path in old:
        path.unlink(missing_ok=True)
    for path in folder().glob(f"{PART}*"):  # left by one that was killed
        if path.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            shutil.rmtree(path, ignore_errors=True)
    return old


def _write(path: Path, moment: datetime) -> None:
    dumped = path.with_name(DATABASE)
    engine().dump(dumped, left_out())
    applied = MigrationRecorder(connection).applied_migrations()
    note = Note(
        made_at=moment.isoformat(timespec="seconds"),
        vendor=connection.vendor,
        migrations=sorted(".".join(one) for one in applied),
        sealed=seal(KNOWN_WORD),
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with pack(file, note) as packer:
            with dumped.open("rb") as source:
                packer.add(DATABASE, dumped.stat().st_size, source)
            for name in _pictures():
                with default_storage.open(name) as source:
                    packer.add(f"{PICTURES}/{name}", default_storage.size(name), source)
        file.flush()
        os.fsync(file.fileno())


def _pictures(under: str = "") -> Iterator[str]:
    """Every file of the storage. Old publications name crops that nobody could cut again."""
    try:
        folders, files = default_storage.listdir(under)
    except FileNotFoundError:
        return
    yield from sorted(f"{under}{name}" for name in files if not name.startswith("."))
    for name in sorted(folders):
        yield from _pictures(f"{under}{name}/")


def _made_at(path: Path) -> datetime:
    found = NAMED.fullmatch(path.name)
    assert found
    return datetime.strptime(found[1], MOMENT).replace(tzinfo=timezone.utc)
