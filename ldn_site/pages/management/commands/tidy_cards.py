from __future__ import annotations

from django.core.management.base import BaseCommand

from ldn_site.media.cardkeeping import remove_all_but
from ldn_site.pages.cards import all_cards
from ldn_site.pharmacy.facts import the_pharmacy


class Command(BaseCommand):
    help = "Remove the social cards of pages that were changed or taken down. Run it once a day."

    def handle(self, *, verbosity: int, **options: object) -> None:
        pharmacy = the_pharmacy()
        count = remove_all_but({card.drawn_for(pharmacy).digest for card in all_cards()})
        if verbosity and count:
            self.stdout.write(f"Removed: {count} cards.")
