import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ldn_site.articles.library import Library
from ldn_site.markup import render


class Command(BaseCommand):
    help = "Render Markdown from standard input as the site does, onto standard output."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        try:
            source = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommandError(
                f"Byte {error.start} of the input is not UTF-8. Save the text as UTF-8."
            ) from error
        rendered = render(source, self._library().resources)
        self.stdout.write(rendered.html)
        for finding in rendered.findings:
            self.stderr.write(f"line {finding.line}: {finding.message} ({finding.remedy})")

    def _library(self) -> Library:
        try:
            return Library.load()
        except DatabaseError:
            self.stderr.write(
                "The database cannot be reached, so no reference or shared block is known."
            )
            return Library()
