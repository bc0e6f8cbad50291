from django.core.management.base import BaseCommand, CommandParser

from ldn_site.search.indexing import catch_up


class Command(BaseCommand):
    help = "Bring the search index level with what is public or scheduled."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="Read every page again, changed or not."
        )

    def handle(self, *, rebuild: bool, verbosity: int, **options: object) -> None:
        count = catch_up(rebuild=rebuild)
        if count and verbosity:
            self.stdout.write(f"Read {count} pages into the search index.")
