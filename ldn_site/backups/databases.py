"""The database as one file and back, while the site runs: SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection

from ldn_site.backups import postgres, sqlite
from ldn_site.guards.retention import all_rules


class Engine(Protocol):
    """One kind of database. What fails is raised as CannotBackUp, in words."""

    def dump(self, into: Path, without: list[str]) -> None:
        """Write the database as it stands at one moment, without the rows of some tables."""

    def check(self, file: Path) -> None:
        """Raise where `file` is not whole."""

    def load(self, file: Path) -> None:
        """Put what `file` holds in the place of the database: all of it, or nothing."""


def engine() -> Engine:
    return postgres if connection.vendor == "postgresql" else sqlite


def tables() -> list[str]:
    """Empty for a database that nobody has used, or that is not there."""
    if connection.vendor == "sqlite" and not sqlite.is_there():
        return []
    return connection.introspection.table_names()


def left_out() -> list[str]:
    """Tables whose rows are not worth keeping: sessions, open pages, counts."""
    short_lived = [
        rule.model._meta.db_table
        for rule in all_rules()
        if rule.clock and rule.delete_after is not None and rule.delete_after <= timedelta(days=1)
    ]
    cache_table = str(settings.CACHES["default"].get("LOCATION", ""))
    return [name for name in [*short_lived, cache_table] if name in tables()]
