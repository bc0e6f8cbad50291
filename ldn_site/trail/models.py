from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something a person or a command did. Outlives both the person and the thing.

    Holds names and numbers only, never a patient's words, and no foreign keys.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(_("account number"), null=True, blank=True)
    actor_name = models.CharField(_("who"), max_length=150)
    verb = models.CharField(_("what"), max_length=40, db_index=True)
    thing_kind = models.CharField(_("on a"), max_length=40)
    thing_id = models.CharField(_("number"), max_length=120)
    thing_name = models.CharField(_("name"), max_length=250)
    detail = models.CharField(_("detail"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("activity")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.thing_kind} {self.thing_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The trail is append-only.")
