from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from ldn_site.accounts.second_step import reseal_secrets
from ldn_site.guards.resealing import Report, reseal_column, sealed_columns

MOST_ROUNDS = 5


class Command(BaseCommand):
    help = (
        "Encrypt everything anew under the first of FIELD_KEYS, so that the others can be taken "
        "out. The site may run meanwhile, once it was restarted with the new key."
    )

    def handle(self, *, verbosity: int, **options: object) -> None:
        total = 0
        # A process that read a value before may write it back under the old key: look again.
        for _ in range(MOST_ROUNDS):
            report = Report()
            for column in sealed_columns():
                reseal_column(column, report)
            reseal_secrets(report)
            total += report.changed
            if not report.changed:
                break
        if verbosity:
            self.stdout.write(f"Encrypted anew: {total} values.")
        if report.changed:
            raise CommandError(
                "Values are still being written under an old key. Restart the site with the new "
                "key first in FIELD_KEYS, then run this again."
            )
        if report.lost:
            self.stderr.write("\n".join(report.lost))
            raise CommandError(
                f"None of the FIELD_KEYS opens the {len(report.lost)} values named above. Bring "
                "back the key they were written with, then run this again."
            )
        if verbosity:
            self.stdout.write("The first of FIELD_KEYS opens all. The others can be taken out.")
