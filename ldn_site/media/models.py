"""Pictures that texts may print, each under a permanent name."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ldn_site.media import alttext

KEY = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and single hyphens.")
)
DIGEST = RegexValidator(r"^[0-9a-f]{64}$")


class Picture(models.Model):
    """One picture of our own. Its files are known by the digest of its master."""

    name = models.CharField(
        _("permanent name"),
        primary_key=True,
        max_length=80,
        validators=[KEY],
        help_text=_("As texts call it, for example pill-bottle. Chosen once."),
    )
    digest = models.CharField(
        _("digest of the file"), max_length=64, editable=False, validators=[DIGEST]
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.TextField(
        _("words for people who cannot see it"),
        blank=True,
        help_text=_(
            "What it shows, in one sentence of 150 characters or fewer. Not “picture of …”: a "
            "screen reader says that by itself."
        ),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It adds nothing to the text, and screen readers pass it over."),
    )
    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Shown under the picture, for everybody.")
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, if that must be said.")
    )
    # Whole percents and not fractions: they stand in the names of files, and in a digest.
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, across"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("Percent from the left edge. What matters most stays in every crop."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, down"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("Percent from the top edge."),
    )
    uploaded_by = models.CharField(_("uploaded by"), max_length=150, editable=False)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="picture_has_words_or_is_decorative",
                condition=Q(is_decorative=True, alt="") | (Q(is_decorative=False) & ~Q(alt="")),
                violation_error_message=_(
                    "Say what the picture shows, or mark it as decorative: one of the two."
                ),
            ),
            models.CheckConstraint(
                name="picture_focal_point_is_in_it",
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                violation_error_message=_("The focal point goes from 0 to 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        found = [
            f"{message} {remedy}"
            for message, remedy in alttext.faults(self.alt, is_decorative=self.is_decorative)
        ]
        if found:
            raise ValidationError({"alt": found})

    @property
    def focal(self) -> tuple[int, int]:
        return self.focal_x, self.focal_y
