from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ldn_site.contentfiles.checking import check_content, fix_content
from ldn_site.contentfiles.reading import NoContent


class Command(BaseCommand):
    help = "Name everything wrong in the content files. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fix", action="store_true", help="write every file in its canonical form first"
        )

    def handle(self, *, fix: bool, verbosity: int, **options: object) -> None:
        try:
            rewritten = fix_content(settings.CONTENT_DIR) if fix else []
            problems = check_content(settings.CONTENT_DIR)
        except NoContent as error:
            raise CommandError(str(error)) from error
        for file in rewritten:
            self.stdout.write(f"wrote content/{file}")
        for problem in problems:
            if problem.is_warning and verbosity >= 1:
                self.stdout.write(f"warning: {problem}")
            elif not problem.is_warning:
                self.stderr.write(str(problem))
        if bad := {problem.file for problem in problems if not problem.is_warning}:
            raise CommandError(
                f"{len(bad)} file{'s need' if len(bad) > 1 else ' needs'} attention."
            )
