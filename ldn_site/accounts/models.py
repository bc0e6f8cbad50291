from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of the pharmacy's staff."""

    display_name = models.CharField(
        _("display name"),
        max_length=120,
        help_text=_("The name colleagues see, and readers where this person signed a page."),
    )
    credential = models.CharField(
        _("credential"),
        max_length=60,
        blank=True,
        help_text=_("As it stands after the name on a page, for example PharmD."),
    )
    locations = models.ManyToManyField(
        "pharmacy.Location", blank=True, verbose_name=_("locations"), related_name="staff"
    )

    REQUIRED_FIELDS = ["email", "display_name"]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_short_name(self) -> str:
        return str(self)
