import stat

import pytest

from ldn_site import bootstrap


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in (*bootstrap.MAKERS, "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def mode_of(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_first_set_up_makes_keys_that_only_the_owner_can_read(tmp_path):
    data = tmp_path / "var"

    bootstrap.set_up(data)

    lines = (data / "secret.env").read_text().splitlines()[1:]
    assert [line.partition("=")[0] for line in lines] == list(bootstrap.MAKERS)
    assert all(len(line.partition("=")[2]) >= 40 for line in lines)
    assert mode_of(data / "secret.env") == 0o600
    assert mode_of(data) & 0o007 == 0


def test_second_set_up_changes_nothing(tmp_path):
    bootstrap.set_up(tmp_path)
    (tmp_path / "db.sqlite3").write_bytes(b"rows")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    bootstrap.set_up(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_keys_in_the_environment_are_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")

    bootstrap.set_up(tmp_path)

    assert "SECRET_KEY" not in (tmp_path / "secret.env").read_text()


def test_lost_database_is_refused_and_not_replaced(tmp_path):
    bootstrap.set_up(tmp_path)
    (tmp_path / "db.sqlite3").unlink()

    with pytest.raises(SystemExit, match=r"db\.sqlite3 is missing.*[Rr]estore a backup"):
        bootstrap.set_up(tmp_path)

    assert not (tmp_path / "db.sqlite3").exists()


def test_database_without_its_keys_is_refused(tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(b"messages of patients")

    with pytest.raises(SystemExit, match=r"Bring back secret\.env"):
        bootstrap.set_up(tmp_path)

    assert not (tmp_path / "secret.env").exists()


@pytest.mark.parametrize("left", ["db.sqlite3", "secret.env.part"])
def test_interrupted_set_up_is_finished_by_the_next(tmp_path, left):
    (tmp_path / left).touch()

    bootstrap.set_up(tmp_path)

    assert (tmp_path / "secret.env").read_text().count("=") >= len(bootstrap.MAKERS)
    assert mode_of(tmp_path / "secret.env") == 0o600
    assert (tmp_path / "db.sqlite3").exists()


def test_no_sqlite_file_is_made_where_another_database_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://localhost/ldn")

    bootstrap.set_up(tmp_path)
    bootstrap.set_up(tmp_path)

    assert not (tmp_path / "db.sqlite3").exists()
