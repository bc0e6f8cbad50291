from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ldn_site.backups.exceptions import CannotBackUp
from ldn_site.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Bring back a backup: checked first, then all of it or nothing. It writes over a "
        "database that holds anything only with --replace. Restore only backups of your own."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as var/backups/ldn-…Z.tar.gz")
        parser.add_argument(
            "--replace", action="store_true", help="put it in the place of what is there"
        )

    def handle(self, *, file: Path, replace: bool, verbosity: int, **options: object) -> None:
        try:
            done = restore(file, may_replace=replace)
        except CannotBackUp as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"The site is as it was on {done.made_at}. Restart it now.")
        if done.back_again:
            self.stderr.write(
                "These messages had been deleted since and are here again. Delete them at the "
                f"desk; purge_messages takes those whose time is over: {', '.join(done.back_again)}"
            )
        if not done.is_key_known:
            self.stderr.write(
                "None of the FIELD_KEYS opens the messages in it. Bring back the secret.env of "
                "that time, or its key behind the present one in FIELD_KEYS."
            )
