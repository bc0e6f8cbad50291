import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from ldn_site import markup
from ldn_site.articles import board, checking, exceptions
from ldn_site.articles.models import BoardMark


class Command(BaseCommand):
    help = "Note down where every page stands and what is wrong with it, for the desk's lists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="Look at every page again, changed or not."
        )
        parser.add_argument(
            "--seconds", type=float, help="Stop then. What is left is done as staff open the desk."
        )

    def handle(
        self, *, rebuild: bool, seconds: float | None, verbosity: int, **options: object
    ) -> None:
        mark, _ = BoardMark.objects.get_or_create(pk=1)
        rules = rules_digest()
        if rebuild or mark.rules != rules:
            board.mark_all()
            BoardMark.objects.filter(pk=1).update(rules=rules)
        left = board.catch_up(seconds=seconds)
        if left and verbosity:
            self.stdout.write(f"Pages still to be looked at: {left}.")


def rules_digest() -> str:
    """SHA-256 of what the checker is made of: other rules find other faults in the same page."""
    rooms = [Path(module.__path__[0]) for module in (checking, markup)]
    files = [path for room in rooms for path in room.rglob("*") if path.suffix in {".py", ".txt"}]
    digest = hashlib.sha256()
    for path in [*sorted(files), settings.CONTENT_DIR / exceptions.EXCEPTIONS]:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
