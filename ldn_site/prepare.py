"""Brings the data folder up to the code about to serve it: ``python -m ldn_site.prepare``.

What no page can do without stops the start when it fails: tables, roles, static files. Content
does not: one bad file must not take every patient's page down. It is reported last, where it
is seen, and the pages that are already live stay live.
"""

import hashlib
import inspect
import os
import sys
import traceback

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

from ldn_site.design import sheets

ATTENTION = """
==================== ATTENTION: {command} ====================
{fault}
The site starts all the same, with the pages that are good. Mend what is named above,
try it with `make check`, then run `make run` again.
"""


# After new rules of the checker thousands of pages may have to be looked at; nobody waits for that.
SECONDS_FOR_BOARD = 30.0


def static_digest() -> str:
    """SHA-256 of every file that would be collected, and of what joins the style sheets."""
    digest = hashlib.sha256(django.__version__.encode())
    digest.update(inspect.getsource(sheets).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(path) as file:
                digest.update(f"\0{path}\0".encode() + file.read())
    return digest.hexdigest()


def collect_static() -> None:
    """Collect and compress the static files, unless those collected last time are the same."""
    stamp = settings.DATA_DIR / "static.digest"
    digest = static_digest()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, encoding="utf-8")


def try_content(command: str, **options: object) -> str:
    """Run a command on the content; returns what people must read when it fails."""
    try:
        call_command(command, **options)
    except CommandError as error:
        return ATTENTION.format(command=command, fault=error)
    except Exception:  # whatever it is, the pages already live matter more
        return ATTENTION.format(command=command, fault=traceback.format_exc())
    return ""


def prepare() -> None:
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("set_up_roles", verbosity=0)
    collect_static()
    faults = [
        try_content("render_publications"),
        try_content("import_content", publish=True),
        try_content("index_search"),
        try_content("update_board", seconds=SECONDS_FOR_BOARD),
    ]
    if settings.IS_HTTPS:
        call_command("check", deploy=True)
    sys.stdout.flush()
    sys.stderr.write("".join(faults))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ldn_site.settings")
    prepare()
