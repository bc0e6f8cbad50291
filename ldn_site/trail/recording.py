from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from ldn_site.trail.models import Event

COMMAND = "command line"
VISITOR = "a visitor"


def record(
    verb: str, thing: models.Model, *, by: AbstractBaseUser | str | None, detail: str = ""
) -> Event:
    """Note in the trail that `by` (None: a command) did `verb` to `thing`.

    `by` is a member of staff, or a name such as VISITOR for somebody without an account.
    `detail` is for numbers and reasons given by staff; a patient's words never belong in it,
    and neither does the name of a thing whose ``str()`` would hold them.
    """
    return Event.objects.create(
        actor_id=by.pk if isinstance(by, AbstractBaseUser) else None,
        actor_name=str(by or COMMAND)[:150],
        verb=verb,
        thing_kind=thing._meta.verbose_name_raw,  # the same in every language
        thing_id="" if thing.pk is None else str(thing.pk),
        thing_name=str(thing)[:250],
        detail=detail[:500],
    )
