"""What only the pharmacy can know. Blank until staff fill it in; blank leaves no trace."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pharmacy(models.Model):
    """The one row of facts about the pharmacy as a whole."""

    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    phone = models.CharField(
        _("main phone"), max_length=30, blank=True, help_text=_("Stands at the top of every page.")
    )
    email = models.EmailField(_("public e-mail"), blank=True)
    desk_email = models.EmailField(
        _("e-mail for notices"),
        blank=True,
        help_text=_("Gets a link when a message waits. Never the message itself."),
    )
    refill = models.TextField(
        _("refills"),
        blank=True,
        help_text=_("How people who are already patients ask for a refill."),
    )
    refill_phone = models.CharField(
        _("phone for refills"),
        max_length=30,
        blank=True,
        help_text=_("If it is not the main phone."),
    )
    refill_url = models.URLField(
        _("web address for refills"),
        blank=True,
        help_text=_("The pharmacy’s own page where patients ask for a refill, if there is one."),
    )
    shipping = models.TextField(_("shipping terms"), blank=True)
    states_served = models.CharField(_("states served"), max_length=300, blank=True)
    reply_time = models.CharField(
        _("reply time"),
        max_length=200,
        blank=True,
        help_text=_("A whole sentence, for example: We answer within one business day."),
    )
    forms_made = models.TextField(
        _("forms and fillers"),
        blank=True,
        help_text=_(
            "For prescribers: which forms and strengths of LDN the pharmacy makes, and with "
            "which fillers."
        ),
    )
    prescriber_phone = models.CharField(
        _("phone for prescribers"),
        max_length=30,
        blank=True,
        help_text=_("Where a prescriber reaches a pharmacist."),
    )
    cost = models.TextField(_("cost"), blank=True, help_text=_("With the date of the figures."))
    privacy_notice = models.TextField(_("notice of privacy practices"), blank=True)
    accessibility_contact = models.CharField(_("accessibility contact"), max_length=200, blank=True)
    signs_alone = models.BooleanField(
        _("reviewers may sign what they wrote themselves"),
        default=False,
        help_text=_(
            "For a pharmacy with one pharmacist. A second person is then not needed for a "
            "sign-off. Everybody at the desk sees that this is on, and each signature of that "
            "kind is marked."
        ),
    )
    checked_on = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When somebody last read these facts and found them right."),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("pharmacy")
        constraints = [
            models.CheckConstraint(
                name="pharmacy_is_one_row",
                condition=models.Q(pk=1),
                violation_error_message=_("There is one pharmacy. Change its row."),
            )
        ]

    def __str__(self) -> str:
        return self.legal_name or str(_("The pharmacy"))


class Location(models.Model):
    """One of the pharmacy's two counters."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    fax = models.CharField(_("fax"), max_length=30, blank=True)
    hours = models.TextField(_("hours"), blank=True, help_text=_("One line for each day or span."))
    hours_note = models.CharField(
        _("about the hours"),
        max_length=200,
        blank=True,
        help_text=_("For example: Closed on Thanksgiving Day."),
    )
    map_url = models.URLField(_("map address"), blank=True)
    license = models.CharField(_("pharmacy license"), max_length=40, blank=True)
    npi = models.CharField(
        _("NPI"), max_length=10, blank=True, validators=[RegexValidator(r"^\d{10}$")]
    )
    ncpdp_id = models.CharField(
        _("NCPDP ID"), max_length=7, blank=True, validators=[RegexValidator(r"^\d{7}$")]
    )
    erx_name = models.CharField(
        _("name in e-prescribing"),
        max_length=120,
        blank=True,
        help_text=_("As prescribers find this pharmacy in their e-prescribing directory."),
    )
    checked_on = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When somebody last read these facts and found them right."),
    )

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_details(self) -> bool:
        """Whether there is more to show of this counter than its name."""
        return any(
            (
                self.address,
                self.phone,
                self.fax,
                self.hours,
                self.map_url,
                self.license,
                self.npi,
                self.ncpdp_id,
            )
        )
