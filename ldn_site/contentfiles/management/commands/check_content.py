from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ldn_site.contentfiles.checking import check_content, fix_content
from ldn_site.contentfiles.reading import NoContent
from ldn_site.contentfiles.surveying import LooseNumbers, exceptions, number_lines, table

SURVEYS: dict[str, Callable[[Path], Iterator[str]]] = {
    "exceptions": exceptions,
    "numbers": number_lines,
    "report": table,
}


class Command(BaseCommand):
    help = "Name everything wrong in the content files. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fix", action="store_true", help="write every file in its canonical form first"
        )

        only = parser.add_mutually_exclusive_group()
        for name, words in (
            (
                "exceptions",
                "list the findings that stand by decision, with who signed them and why",
            ),
            ("numbers", "go through every number, and list those that are not in their source"),
            ("report", "print a table of the pages: words, grades, sources, findings"),
        ):
            only.add_argument(
                f"--{name}", action="store_const", const=name, dest="survey", help=words
            )

    def handle(
        self, *, fix: bool, verbosity: int, survey: str | None = None, **options: object
    ) -> None:
        try:
            if survey:
                for line in SURVEYS[survey](settings.CONTENT_DIR):
                    self.stdout.write(line)
                return
            rewritten = fix_content(settings.CONTENT_DIR) if fix else []
            problems = check_content(settings.CONTENT_DIR)
        except NoContent as error:
            raise CommandError(str(error)) from error
        except LooseNumbers as error:
            raise CommandError(
                f"{error} numbers are in no source: correct them, cite their source, or give "
                "their formula in derived.yaml."
            ) from error
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
