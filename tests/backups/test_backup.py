import os
import sqlite3
import stat
import tarfile
from contextlib import closing
from datetime import timedelta
from unittest.mock import Mock, patch

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ldn_site.backups import making, sqlite
from ldn_site.backups.databases import left_out
from ldn_site.backups.retention import BACKUPS

NOW = timezone.now()


@pytest.fixture
def kept(tmp_path, settings):
    """Makes files as backups of so many days ago are named."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "backups").mkdir()

    def make(*days: float) -> list[str]:
        names = [f"ldn-{NOW - timedelta(days=d):{making.MOMENT}}Z.tar.gz" for d in days]
        for name in names:
            (tmp_path / "backups" / name).touch()
        return names

    return make


class Small:
    """A database of one letter."""

    def dump(self, into, without) -> None:
        into.write_text("x")


def here() -> set[str]:
    return {path.name for path in making.folder().iterdir()}


def test_backup_is_one_file_for_this_account_alone(backed_up):
    (file,) = (backed_up / "backups").iterdir()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((backed_up / "backups").stat().st_mode) == 0o700


def test_backup_holds_database_and_pictures_and_no_key(backed_up, tmp_path):
    (file,) = (backed_up / "backups").iterdir()
    with tarfile.open(file) as tar:
        names = set(tar.getnames())
        everything = b"".join(tar.extractfile(name).read() for name in names)
    secrets = (backed_up / "secret.env").read_text().splitlines()
    keys = [line.split("=", 1)[1] for line in secrets if "=" in line]

    assert names == {"database", "note.json", "media/pictures/ab/abcd.webp"}
    assert len(keys) == 3
    assert not [key for key in keys if key.encode() in everything]


def test_backup_leaves_out_sessions_and_what_was_deleted(tmp_path):
    """They would still stand in free pages of a plain copy."""
    site, copy = tmp_path / "site", tmp_path / "copy"
    with closing(sqlite3.connect(site)) as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.executescript(
            "CREATE TABLE message (code); CREATE TABLE session (data);"
            "INSERT INTO message VALUES ('kept-message'), ('deleted-message');"
            "INSERT INTO session VALUES ('signed-in');"
            "DELETE FROM message WHERE code = 'deleted-message';"
        )
        with patch.object(sqlite, "connection", Mock(connection=database)):
            sqlite.dump(copy, ["session"])

    assert b"kept-message" in copy.read_bytes()
    assert b"deleted-message" in site.read_bytes()
    assert b"deleted-message" not in copy.read_bytes()
    assert b"signed-in" not in copy.read_bytes()


@pytest.mark.django_db
def test_sessions_counts_and_open_pages_are_left_out():
    assert set(left_out()) >= {
        "django_session",
        "usersessions_usersession",
        "contact_viewer",
        "articles_openeditor",
    }


def test_backups_past_their_days_go_and_the_newest_always_stays(kept):
    old, young = kept(31), kept(29, 0)

    making.drop_old(NOW, keep=timedelta(days=30))
    assert here() == set(young)
    assert not here() & set(old)

    making.drop_old(NOW + timedelta(days=400), keep=timedelta(days=30))
    assert here() == {young[-1]}


def test_files_that_are_no_backups_of_ours_are_left_alone(kept):
    kept(0, 99)
    (making.folder() / "from-home.tar.gz").touch()

    making.drop_old(NOW, keep=timedelta(days=1))

    assert "from-home.tar.gz" in here()


def test_what_a_killed_backup_left_is_cleared_after_a_day(kept):
    for name, days in ((".part-old", 2), (".part-running", 0)):
        (making.folder() / name).mkdir()
        at = (NOW - timedelta(days=days)).timestamp()
        os.utime(making.folder() / name, (at, at))

    making.drop_old(NOW, keep=timedelta(days=30))

    assert here() == {".part-running"}


@pytest.mark.django_db
def test_disk_that_cannot_be_written_is_said_in_words_and_leaves_no_half_backup(kept, monkeypatch):
    before = kept(1)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "engine", Small)
    monkeypatch.setattr(making.os, "fsync", full)

    with pytest.raises(CommandError, match="No space left on device. There is no new backup"):
        call_command("backup", verbosity=0)

    assert here() == set(before)


def test_keeping_nothing_is_refused(settings):
    with pytest.raises(CommandError, match="--keep 30"):
        call_command("backup", keep=0)


def test_backups_are_kept_as_long_as_the_table_says(kept, monkeypatch):
    kept(0)
    monkeypatch.setattr(
        "ldn_site.backups.management.commands.backup.make_backup",
        lambda now: next(making.folder().iterdir()),
    )
    asked = []
    monkeypatch.setattr(
        "ldn_site.backups.management.commands.backup.drop_old",
        lambda now, *, keep: asked.append(keep) or [],
    )

    call_command("backup", verbosity=0)

    assert asked == [BACKUPS.delete_after]
