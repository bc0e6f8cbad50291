from django.core.management.base import BaseCommand, CommandError

from ldn_site.contact.notices import NobodyToTell, tell_the_desk, untold


class Command(BaseCommand):
    help = "Tell the message desk, in one mail, of new messages that no mail went out for."

    def handle(self, *, verbosity: int, **options: object) -> None:
        messages = list(untold())
        try:
            told = tell_the_desk(messages)
        except NobodyToTell as error:
            raise CommandError(
                f"Messages that nobody was told of: {len(messages)}. No e-mail for notices is "
                "filled in: open Pharmacy on the desk and fill it in, or look at the message desk "
                "every day."
            ) from error
        except Exception as error:
            raise CommandError(
                f"Messages that nobody was told of: {len(messages)}. The mail could not be sent: "
                f"{type(error).__name__}: {error}. See EMAIL_URL, then run this again."
            ) from error
        if told and verbosity:
            self.stdout.write(f"Messages that the desk was told of: {told}.")
