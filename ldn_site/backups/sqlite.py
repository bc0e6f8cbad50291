"""SQLite, by its own backup: a snapshot that hinders nobody, and one transaction back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import connection

from ldn_site.backups.exceptions import CannotBackUp

MOST_TRIES = 240  # a quarter of a second apart
BUSY = {5, 6}  # sqlite3.SQLITE_BUSY and SQLITE_LOCKED, which Python names from 3.11 on


def dump(into: Path, without: list[str]) -> None:
    with closing(sqlite3.connect(into)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy, progress=_give_up())
        for table in without:
            copy.execute(f'DELETE FROM "{table}"')
        copy.commit()
        # What was deleted, here or earlier on the site, would still stand in free pages.
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")


def check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as found:
            (verdict,) = found.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise CannotBackUp(f"The database in the backup is damaged: {verdict}.")


def load(file: Path) -> None:
    connection.close()
    _path().touch(mode=0o640)
    with (
        closing(sqlite3.connect(file)) as source,
        closing(sqlite3.connect(_path(), timeout=0)) as target,
    ):
        try:
            source.backup(target, progress=_give_up())
        except sqlite3.Error as error:
            raise CannotBackUp(
                f"SQLite could not write {_path()}: {error}. Nothing was changed."
            ) from error


def is_there() -> bool:
    return "mode=memory" in str(connection.settings_dict["NAME"]) or _path().exists()


def _path() -> Path:
    name = str(connection.settings_dict["NAME"])
    return Path(unquote(urlsplit(name).path)) if name.startswith("file:") else Path(name)


def _give_up() -> Callable[[int, int, int], None]:
    """SQLite asks after each try, and would try for ever."""
    tries = iter(range(MOST_TRIES))

    def progress(status: int, remaining: int, total: int) -> None:
        if status in BUSY and next(tries, None) is None:
            raise CannotBackUp(
                "Somebody else has been writing to the database for a minute. Stop the site, "
                "then try again. Nothing was changed."
            )

    return progress
