"""First set-up of the data folder, before Django can start: ``python -m ldn_site.bootstrap``.

Creates the folder, ``secret.env`` with the keys the environment does not give, and an empty
database file. Once ``secret.env`` exists, nothing is created again: a database that is missing
later was lost, and an empty one in its place would hide that.
"""

import base64
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "INDEX_KEY": lambda: secrets.token_urlsafe(32),
}


def set_up(data: Path) -> str:
    """Make `data` ready and say what was done; raises SystemExit where a person must decide."""
    secret, database = data / "secret.env", data / "db.sqlite3"
    own_database = not os.environ.get("DATABASE_URL")
    if secret.exists():
        if own_database and not database.exists():
            raise SystemExit(
                f"{database} is missing, but this site was set up before. Restore a backup of "
                f"it, or move {data} away to begin with an empty site."
            )
        return f"Using {data}."
    if own_database and database.exists() and database.stat().st_size:
        raise SystemExit(
            f"{database} is there but {secret} is not. Bring back secret.env: without its keys, "
            "the messages in that database cannot be read."
        )
    data.mkdir(mode=0o750, parents=True, exist_ok=True)
    if own_database:
        database.touch(mode=0o640)
    keys = [f"{name}={make()}\n" for name, make in MAKERS.items() if not os.environ.get(name)]
    # Renamed into place when whole: half a file of keys would look like a finished set-up.
    part = data / "secret.env.part"
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(["# Made once. Keep a copy in a safe place.\n", *keys])
    part.rename(secret)
    return f"Set up {data}."


if __name__ == "__main__":
    sys.stdout.write(set_up(Path(os.environ.get("DATA_DIR") or ROOT / "var")) + "\n")
