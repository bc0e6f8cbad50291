"""The programs of PostgreSQL are asked the right thing; that they do it is tried by hand."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from ldn_site.backups import postgres
from ldn_site.backups.exceptions import CannotBackUp

SETTINGS = {
    "NAME": "ldn",
    "USER": "desk",
    "PASSWORD": "only-in-the-environment",
    "HOST": "db.example.org",
    "PORT": 5433,
    "OPTIONS": {"sslmode": "require"},
}


@pytest.fixture
def ran(monkeypatch):
    """What would have been run, and how it went."""
    calls = []

    def run(line, *, env, **how):
        calls.append((line, env))
        return subprocess.CompletedProcess(line, calls.status, "", "psql: ERROR: no such role")

    calls = type("Calls", (list,), {"status": 0})()
    monkeypatch.setattr(postgres.subprocess, "run", run)
    monkeypatch.setattr(
        postgres, "connection", SimpleNamespace(settings_dict=SETTINGS, close=lambda: None)
    )
    return calls


def test_dump_asks_for_our_database_without_the_rows_left_out(ran):
    postgres.dump(Path("/a/file"), ["django_session", "site_cache"])

    ((line, environment),) = ran
    assert line[0] == "pg_dump"
    assert {
        "--dbname=ldn",
        "--file=/a/file",
        "--no-owner",
        "--exclude-table-data=django_session",
        "--exclude-table-data=site_cache",
    } <= set(line)
    assert line[line.index("-h") + 1] == "db.example.org"
    assert line[line.index("-p") + 1] == "5433"
    assert environment["PGSSLMODE"] == "require"


def test_load_is_one_transaction_that_stops_at_the_first_fault(ran):
    postgres.load(Path("/a/file"))

    ((line, _environment),) = ran
    assert line[0] == "psql"
    assert {"--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc"} <= set(line)
    assert line.index("--file=/a/file") > line.index(f"--command={postgres.DROP_TABLES}")


def test_password_stands_in_no_list_of_processes(ran):
    postgres.dump(Path("/a/file"), [])
    postgres.load(Path("/a/file"))

    for line, environment in ran:
        assert "only-in-the-environment" not in " ".join(line)
        assert environment["PGPASSWORD"] == "only-in-the-environment"
        assert "--no-password" in line


def test_program_that_stops_is_quoted(ran):
    ran.status = 2

    with pytest.raises(CannotBackUp, match="psql stopped, and nothing was changed: .*no such role"):
        postgres.load(Path("/a/file"))


def test_missing_program_is_said_with_what_to_install(ran, monkeypatch):
    def missing(line, **how):
        raise FileNotFoundError(line[0])

    monkeypatch.setattr(postgres.subprocess, "run", missing)

    with pytest.raises(CannotBackUp, match="pg_dump is not installed .* postgresql-client"):
        postgres.dump(Path("/a/file"), [])


def test_dump_that_does_not_reach_its_end_is_refused(tmp_path):
    whole, half = tmp_path / "whole", tmp_path / "half"
    whole.write_text("SELECT 1;\n--\n-- PostgreSQL database dump complete\n--\n")
    half.write_text("SELECT 1;\n")

    postgres.check(whole)
    with pytest.raises(CannotBackUp, match="does not reach its end"):
        postgres.check(half)
