"""Brings a backup back: checked first, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from ldn_site.backups.databases import engine, tables
from ldn_site.backups.exceptions import CannotBackUp
from ldn_site.backups.packing import DATABASE, PICTURES, Note, unpack
from ldn_site.guards.sealing import KeyMissing, unseal
from ldn_site.trail.models import Event


@dataclass
class Restored:
    """When the backup was made, whether the keys fit, and what came back that was deleted."""

    made_at: str
    is_key_known: bool
    back_again: list[str]


def restore(file: Path, *, may_replace: bool) -> Restored:
    """Raises CannotBackUp, and has then changed nothing but added pictures that no page shows."""
    with TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as unpacked:
        folder = Path(unpacked)
        note = unpack(file, folder)
        _refuse_strange(note)
        engine().check(folder / DATABASE)
        if not may_replace and tables():
            raise CannotBackUp(
                "The database of this site is not empty. To put the backup in its place, run "
                "this again with --replace. Make a backup of what is there first."
            )
        deleted = _deleted()
        _bring_back_pictures(folder / PICTURES)
        engine().load(folder / DATABASE)
    return Restored(
        made_at=note.made_at, is_key_known=_is_key_known(note), back_again=_back_again(deleted)
    )


def _refuse_strange(note: Note) -> None:
    if note.vendor != connection.vendor:
        raise CannotBackUp(
            f"This backup is of {note.vendor}, and the site uses {connection.vendor}. Set "
            "DATABASE_URL as it was when the backup was made."
        )
    known = {".".join(one) for one in MigrationLoader(None).disk_migrations or {}}
    newer = sorted(set(note.migrations) - known)
    if newer:
        raise CannotBackUp(
            f"This backup was made by a newer version of the site ({newer[0]} is not known here). "
            "Bring the code up to date first."
        )


def _deleted() -> set[str]:
    """The codes of messages that people have deleted, which the backup may still hold."""
    try:
        gone = Event.objects.filter(thing_kind="message", verb__startswith="deleted")
        return set(gone.values_list("thing_name", flat=True))
    except DatabaseError:  # an empty or broken database is what a backup is for
        return set()


def _back_again(deleted: set[str]) -> list[str]:
    messages = apps.get_model("contact", "Message")._default_manager
    return sorted(deleted.intersection(messages.values_list("code", flat=True)))


def _bring_back_pictures(folder: Path) -> None:
    """Before the rows that name them. A file is named by what is in it, so none is replaced."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not default_storage.exists(name):
            with path.open("rb") as source:
                default_storage.save(name, File(source))


def _is_key_known(note: Note) -> bool:
    try:
        return bool(unseal(note.sealed, what="the backup"))
    except KeyMissing:
        return False
