from django.core.management.base import BaseCommand

from ldn_site.articles.rerendering import rerender_outdated


class Command(BaseCommand):
    help = "Make the HTML of every publication again that an older renderer made."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"Renewed {rerender_outdated()} publications.")
