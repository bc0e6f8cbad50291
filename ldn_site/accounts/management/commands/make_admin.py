from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ldn_site.accounts.writing import make_manager

ASKED = {
    "username": ("User name", "DJANGO_SUPERUSER_USERNAME"),
    "email": ("E-mail", "DJANGO_SUPERUSER_EMAIL"),
    "display_name": ("Display name, as colleagues know you", "DJANGO_SUPERUSER_DISPLAY_NAME"),
    "password": ("Password (12 characters or more)", "DJANGO_SUPERUSER_PASSWORD"),
}


class Command(BaseCommand):
    help = "Make the account of the first manager, who may do everything and make the others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--noinput",
            action="store_true",
            help="Ask nothing; take the values from DJANGO_SUPERUSER_USERNAME, _EMAIL, "
            "_DISPLAY_NAME and _PASSWORD.",
        )

    def handle(self, *, noinput: bool, **options: object) -> None:
        values = {name: os.environ.get(variable, "") for name, (_, variable) in ASKED.items()}
        unset = [name for name, value in values.items() if not value]
        if unset and (noinput or not sys.stdin.isatty()):
            names = ", ".join(ASKED[name][1] for name in unset)
            raise CommandError(f"Nobody can be asked here. Set {names} and use --noinput.")
        try:
            values |= {name: self.ask(name) for name in unset}
            user = make_manager(**values)
        except KeyboardInterrupt:
            raise CommandError("Stopped; no account was made.") from None
        except ValidationError as error:
            raise CommandError("No account was made.\n" + "\n".join(lines_of(error))) from None
        self.stdout.write(f"Made the account {user.username}. Log in at the desk.")

    def ask(self, name: str) -> str:
        prompt = f"{ASKED[name][0]}: "
        read: Callable[[str], str] = getpass.getpass if name == "password" else input
        answer = ""
        while not answer:
            answer = read(prompt)
        if name == "password" and read("The same again: ") != answer:
            raise ValidationError({"password": "The two passwords differ. Run this again."})
        return answer


def lines_of(error: ValidationError) -> list[str]:
    """Each fault with the name of what it concerns."""
    return [
        f"{ASKED[name][0] if name in ASKED else name}: {fault}"
        for name, faults in error.message_dict.items()
        for fault in faults
    ]
