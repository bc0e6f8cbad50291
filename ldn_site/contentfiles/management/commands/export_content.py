from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ldn_site.contentfiles.exporting import export_content


class Command(BaseCommand):
    help = "Write the articles, references and other content of the database into files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="a folder other than the content folder")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="write the site's text also over file changes that were never imported",
        )

    def handle(
        self, *, to: Path | None, overwrite: bool, verbosity: int, **options: object
    ) -> None:
        folder = to.resolve() if to else settings.CONTENT_DIR
        is_home = folder == settings.CONTENT_DIR
        try:
            export = export_content(folder, overwrite=overwrite or not is_home, is_home=is_home)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error
        for problem in export.problems:
            self.stderr.write(str(problem))
        for line in export.lines(verbosity):
            self.stdout.write(line)
        if export.problems:
            raise CommandError("Files with problems were left alone. Mend them and export again.")
