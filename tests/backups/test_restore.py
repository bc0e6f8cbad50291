import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from ldn_site.backups import packing, restoring, sqlite
from ldn_site.backups.exceptions import CannotBackUp
from tests import serving

READ = """
from ldn_site.contact.models import Message
print([m.text for m in Message.objects.all()])
"""
DELETE = """
from ldn_site.contact.models import Message
from ldn_site.trail.recording import record
for message in Message.objects.all():
    record("deleted", message, by=None)
    message.delete()
"""


def manage(data: Path, *command: str, **environment: str) -> str:
    return serving.run("manage.py", *command, data=data, **environment).strip()


def shell(data: Path, script: str) -> str:
    return manage(data, "shell", "--no-imports", "-c", script)


def messages(data: Path) -> int:
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM contact_message").fetchone()[0])


def repacked(file: Path, change) -> Path:
    """The same backup with its parts changed; the digests in its note stay as they were."""
    other = file.with_name("changed.tar.gz")
    with tarfile.open(file) as tar, tarfile.open(other, "w:gz") as changed:
        for member in tar:
            data = change(member.name, tar.extractfile(member).read())
            info = tarfile.TarInfo(member.name)
            info.size = len(data)
            changed.addfile(info, io.BytesIO(data))
    return other


def with_note(file: Path, **fields) -> Path:
    def change(name: str, data: bytes) -> bytes:
        return json.dumps(json.loads(data) | fields).encode() if name == packing.NOTE else data

    return repacked(file, change)


def cut_off(file: Path) -> Path:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    return file


def without_end(file: Path) -> Path:
    return repacked(file, lambda name, data: data[:-1] if name == packing.NOTE else data)


def other_database(file: Path) -> Path:
    return repacked(file, lambda name, data: data[::-1] if name == packing.DATABASE else data)


def of_postgresql(file: Path) -> Path:
    return with_note(file, vendor="postgresql")


def of_tomorrow(file: Path) -> Path:
    return with_note(file, vendor=restoring.connection.vendor, migrations=["contact.9999_later"])


def with_strange_note(file: Path) -> Path:
    return with_note(file, migrations=None)


def without_database(file: Path) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        data = b'{"made_at": "", "vendor": "sqlite", "migrations": [], "sealed": ""}'
        info = tarfile.TarInfo(packing.NOTE)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return file


def nonsense(file: Path) -> Path:
    file.write_bytes(b"not a backup")
    return file


def test_site_that_lost_everything_but_its_keys_is_back(data, backup, tmp_path):
    safe = backup.rename(tmp_path / "elsewhere.tar.gz")
    shutil.rmtree(data / "media")
    for lost in data.glob("db.sqlite3*"):
        lost.unlink()

    printed = manage(data, "restore", str(safe))

    assert "Restart it now" in printed
    assert shell(data, READ) == "['A price, please.']"
    assert (data / "media" / "pictures" / "ab" / "abcd.webp").read_bytes() == b"a picture"
    serving.run("-m", "ldn_site.prepare", data=data)
    with serving.serve(data) as site:
        assert site.get("/conditions/fibromyalgia/").status == 200
        assert site.get("/readyz").status == 200


def test_database_with_content_is_replaced_only_when_told_and_the_site_goes_on(
    set_up_folder, data, backup, tmp_path
):
    shell(data, DELETE)
    (data / "static").symlink_to(set_up_folder / "static")
    with serving.serve(data) as site:
        assert site.get("/conditions/fibromyalgia/").status == 200

        with pytest.raises(AssertionError, match="--replace"):
            manage(data, "restore", str(backup))
        assert messages(data) == 0

        printed = manage(data, "restore", str(backup), "--replace", FIELD_KEYS="A" * 43 + "=")
        assert messages(data) == 1
        assert site.get("/conditions/fibromyalgia/").status == 200

    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        (code,) = database.execute("SELECT code FROM contact_message").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "deleted since and are here again" in printed
    assert code in printed
    assert "None of the FIELD_KEYS opens the messages in it" in printed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (cut_off, "Take another backup"),
        (without_end, "damaged or was cut off"),
        (other_database, "damaged or was cut off"),
        (with_strange_note, "damaged or was cut off"),
        (without_database, "damaged or was cut off"),
        (nonsense, "Take another backup"),
        (of_postgresql, "DATABASE_URL"),
        (of_tomorrow, "Bring the code up to date first"),
        (lambda file: file.with_name("none.tar.gz"), "No such file"),
    ],
)
def test_backup_that_cannot_be_trusted_changes_nothing(data, backup, settings, spoil, words):
    settings.DATA_DIR = data
    settings.MEDIA_ROOT = data / "new-media"
    engine = Mock()
    vendor = "oracle" if spoil is of_postgresql else restoring.connection.vendor

    with (
        patch.object(restoring, "engine", return_value=engine),
        patch.object(restoring, "connection", Mock(vendor=vendor)),
        pytest.raises(CannotBackUp, match=words),
    ):
        restoring.restore(spoil(backup), may_replace=True)

    assert not engine.load.called
    assert not (data / "new-media").exists()
    assert not list(data.glob(".restore-*"))


@pytest.mark.parametrize("name", ["../out", "/etc/out", "media/../../out", "secret.env", "media"])
def test_file_that_would_leave_its_folder_is_refused(tmp_path, name):
    file = tmp_path / "evil.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))

    with pytest.raises(CannotBackUp, match="not a backup of this site"):
        packing.unpack(file, tmp_path / "in" / "deep")

    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "in").exists()


def test_database_that_is_damaged_inside_is_refused(tmp_path):
    file = tmp_path / "database"
    with closing(sqlite3.connect(file)) as database:
        database.executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1);")
    sqlite.check(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    with pytest.raises(CannotBackUp, match="damaged"):
        sqlite.check(file)


@pytest.mark.parametrize("is_held", [True, False])
def test_database_that_somebody_writes_to_is_replaced_whole_or_not_at_all(
    tmp_path, monkeypatch, is_held
):
    site, backup = tmp_path / "site", tmp_path / "backup"
    for path, word in ((site, "old"), (backup, "new")):
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("CREATE TABLE a AS SELECT ? AS word", [word])
            database.commit()
    monkeypatch.setattr(sqlite, "MOST_TRIES", 1)
    monkeypatch.setattr(sqlite, "connection", Mock(settings_dict={"NAME": f"file:{site}?mode=rw"}))

    with closing(sqlite3.connect(site)) as somebody:
        if is_held:
            somebody.execute("BEGIN IMMEDIATE")
            with pytest.raises(CannotBackUp, match="Nothing was changed"):
                sqlite.load(backup)
        else:
            assert somebody.execute("SELECT word FROM a").fetchone() == ("old",)
            sqlite.load(backup)
        word = "old" if is_held else "new"
        assert somebody.execute("SELECT word FROM a").fetchone() == (word,)
        assert somebody.execute("PRAGMA journal_mode").fetchone() == ("wal",)
