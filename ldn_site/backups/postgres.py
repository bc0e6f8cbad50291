"""PostgreSQL, by its own programs pg_dump and psql."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from ldn_site.backups.exceptions import CannotBackUp

# Also tables that the backup does not know, which were added since it was made.
DROP_TABLES = """
SET LOCAL client_min_messages = warning;
SET LOCAL lock_timeout = '60s';
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname = current_schema()
    LOOP
        EXECUTE 'DROP TABLE IF EXISTS ' || name || ' CASCADE';
    END LOOP;
END $$;
"""


def dump(into: Path, without: list[str]) -> None:
    _run(
        "pg_dump",
        "--format=plain",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        f"--file={into}",
        *(f"--exclude-table-data={table}" for table in without),
    )


def check(file: Path) -> None:
    with file.open("rb") as dumped:
        dumped.seek(max(0, file.stat().st_size - 1000))
        if b"PostgreSQL database dump complete" not in dumped.read():
            raise CannotBackUp("The database in the backup does not reach its end.")


def load(file: Path) -> None:
    connection.close()
    _run(
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--output=/dev/null",
        "--set=ON_ERROR_STOP=1",
        "--single-transaction",
        f"--command={DROP_TABLES}",
        f"--file={file}",
    )


def command(program: str, *options: str) -> tuple[list[str], dict[str, str]]:
    """A command line for our database; the password stands in the environment alone."""
    (_psql, *to_us), secret = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, ["--no-password"]
    )
    name = connection.settings_dict["NAME"]
    if name:
        to_us[-1] = f"--dbname={name}"
    return [program, *to_us, *options], {**os.environ, **(secret or {})}


def _run(program: str, *options: str) -> None:
    line, environment = command(program, *options)
    try:
        done = subprocess.run(line, env=environment, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise CannotBackUp(
            f"{program} is not installed on this machine. Install PostgreSQL's client programs, "
            "of the server's version or newer (Debian, Ubuntu: apt-get install "
            "postgresql-client), then try again."
        ) from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise CannotBackUp(f"{program} stopped, and nothing was changed: {' '.join(said[:3])}")
