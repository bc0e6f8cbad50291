from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ldn_site.backups.exceptions import CannotBackUp
from ldn_site.backups.making import drop_old, make_backup
from ldn_site.backups.retention import BACKUPS

KEPT = BACKUPS.delete_after or timedelta()


class Command(BaseCommand):
    help = (
        "Write the database and the pictures into one file in DATA_DIR/backups, while the site "
        "runs. The keys are not in it: keep secret.env apart, or no message can be read again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep",
            type=int,
            default=KEPT.days,
            metavar="DAYS",
            help=f"delete backups that are older, {KEPT.days} days if not said",
        )

    def handle(self, *, keep: int, verbosity: int, **options: object) -> None:
        if keep < 1:
            raise CommandError("Keep backups for 1 day or more: --keep 30.")
        now = timezone.now()
        try:
            path = make_backup(now)
        except CannotBackUp as error:
            raise CommandError(str(error)) from error
        old = drop_old(now, keep=timedelta(days=keep))
        if verbosity:
            self.stdout.write(f"Wrote {path}, {path.stat().st_size / 1e6:.1f} MB.")
            self.stdout.write("The keys are not in it. Keep a copy of secret.env in another place.")
            if old:
                self.stdout.write(f"Deleted {len(old)} that were older than {keep} days.")
