from django.core.management.base import BaseCommand

from ldn_site.accounts.roles import ROLES, set_up_roles


class Command(BaseCommand):
    help = "Make the groups of staff hold exactly what ldn_site/accounts/roles.py says."

    def handle(self, *, verbosity: int, **options: object) -> None:
        changed = set_up_roles()
        if verbosity:
            done = f"changed {', '.join(changed)}" if changed else "all as they should be"
            self.stdout.write(f"{len(ROLES)} roles: {done}.")
