from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from ldn_site.trail.models import Event

COMMAND = "command line"


def record(
    verb: str, thing: models.Model, *, by: AbstractBaseUser | None, detail: str = ""
) -> Event:
    """Note in the trail that `by` (None: a command) did `verb` to `thing`.

    `detail` is for numbers and reasons given by staff; a patient's words never belong in it,
    and neither does the name of a thing whose ``str()`` would hold them.
    """
    return Event.objects.create(
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else COMMAND,
        verb=verb,
        thing_kind=str(thing._meta.verbose_name),
        thing_id=str(thing.pk),
        thing_name=str(thing)[:250],
        detail=detail[:500],
    )
