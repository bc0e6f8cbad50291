from django.core.management.base import BaseCommand, CommandError

from ldn_site.articles.rerendering import rerender_outdated


class Command(BaseCommand):
    help = "Make the HTML of every publication again that an older renderer made."

    def handle(self, *, verbosity: int, **options: object) -> None:
        renewal = rerender_outdated()
        if renewal.renewed or verbosity > 1:
            self.stdout.write(f"Made the HTML of {renewal.renewed} publications again.")
        if renewal.refused:
            raise CommandError(
                "These keep the HTML of an older renderer:\n" + "\n".join(renewal.refused)
            )
