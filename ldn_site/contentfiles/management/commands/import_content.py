from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ldn_site.contentfiles.importing import import_content
from ldn_site.contentfiles.reading import NoContent


class Command(BaseCommand):
    help = "Bring the articles, references and other content files into the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and change nothing"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="make public what is new, and changes of pages never signed or withdrawn",
        )

    def handle(self, *, dry_run: bool, publish: bool, verbosity: int, **options: object) -> None:
        try:
            report = import_content(
                settings.CONTENT_DIR, with_publishing=publish, is_dry_run=dry_run
            )
        except NoContent as error:
            raise CommandError(str(error)) from error
        for problem in report.problems:
            self.stderr.write(str(problem))
        for line in report.lines(verbosity):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
        if bad := report.bad_files:
            raise CommandError(
                f"{len(bad)} file{'s need' if len(bad) > 1 else ' needs'} attention."
            )
