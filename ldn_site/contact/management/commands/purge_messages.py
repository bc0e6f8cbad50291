from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from ldn_site.contact.models import Message
from ldn_site.contact.purging import due, purge, start_clocks
from ldn_site.guards.limits import clear_expired
from ldn_site.guards.retention import all_rules


class Command(BaseCommand):
    help = (
        "Delete what has been kept for its time: messages, and whatever else the table in "
        "docs/privacy.md has a clock for. Run it once a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what is due and delete nothing"
        )

    def handle(self, *, dry_run: bool, verbosity: int, **options: object) -> None:
        now = timezone.now()
        others = [
            (rule.holds, rule.due(now))
            for rule in all_rules()
            if rule.clock and rule.model is not Message
        ]
        if dry_run:
            codes = list(due(now).values_list("code", flat=True))
            counts = {holds: rows.count() for holds, rows in others}
        else:
            start_clocks(now)
            codes = [code for message in due(now) for code in purge(message, now)]
            counts = {holds: rows.delete()[0] for holds, rows in others}
            clear_expired()
        if not verbosity:
            return
        verb = "Due" if dry_run else "Deleted"
        self.stdout.write(f"{verb}: {len(codes)} messages.{''.join(f' {c}' for c in codes)}")
        for holds, count in counts.items():
            if count:
                self.stdout.write(f"{verb}: {count} of {holds[0].lower()}{holds[1:]}.")
