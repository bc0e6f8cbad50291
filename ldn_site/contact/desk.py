"""What staff do with a message. Each step is in the trail, and none of the words are."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from ldn_site.contact.models import Message
from ldn_site.trail.recording import record

OF_THE_DESK = ("state", "handled_by", "follow_up_on")


def read(message: Message, *, by: AbstractBaseUser) -> None:
    """Note that `by` has the words of `message` on the screen."""
    record("read", message, by=by)


@transaction.atomic
def handle(message: Message, *, by: AbstractBaseUser) -> list[str]:
    """Store the desk's part of `message`; what the visitor wrote stays as it came.

    Returns the names of the fields that changed.
    """
    stored = Message.objects.select_for_update().get(pk=message.pk)
    changed = [name for name in OF_THE_DESK if getattr(stored, name) != getattr(message, name)]
    if changed:
        message.full_clean(exclude={field.name for field in message._meta.fields} - set(changed))
        message.save(update_fields=changed)
        record("handled", message, by=by, detail=f"{', '.join(changed)}; state {message.state}")
    return changed


@transaction.atomic
def delete(message: Message, *, by: AbstractBaseUser) -> None:
    """Delete `message` for good. Its code stays in the trail."""
    record("deleted", message, by=by)
    message.delete()
