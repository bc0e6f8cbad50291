from typing import Any, NoReturn

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and single hyphens.")
)


class Topic(models.TextChoices):
    BASICS = "basics", _("The basics")
    MECHANISM = "mechanism", _("How it works")
    SAFETY = "safety", _("Safety")
    CONDITIONS = "conditions", _("Conditions")
    ABOUT = "about", _("About us")


class Grade(models.IntegerChoices):
    """How sure the evidence makes us, by the scale that the site prints."""

    GOOD = 4, _("Good evidence")
    SOME = 3, _("Some evidence")
    WEAK = 2, _("Weak or mixed evidence")
    VERY_LITTLE = 1, _("Very little evidence")
    NONE = 0, _("No human evidence")


class AppendOnly(models.Model):
    """A row that is written once and then only read."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"A {self._meta.verbose_name} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"A {self._meta.verbose_name} is never deleted.")
