"""What only the pharmacy can know. Blank until staff fill it in; blank leaves no trace."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.pharmacy.hours import Week, in_words
from ldn_site.pharmacy.reading import week_of
from ldn_site.pharmacy.validators import are_hours, is_a_phone, is_an_ncpdp_id, is_an_npi


class Pharmacy(models.Model):
    """The one row of facts about the pharmacy as a whole."""

    legal_name = models.CharField(
        _("legal name"),
        max_length=200,
        blank=True,
        help_text=_(
            "As it stands on your license. Shown on the home page, at the foot of every page and "
            "on the page that says who you are."
        ),
    )
    phone = models.CharField(
        _("main phone"),
        max_length=30,
        blank=True,
        validators=[is_a_phone],
        help_text=_(
            "Stands at the top of every page. With its area code, for example: (713) 555-0100."
        ),
    )
    email = models.EmailField(
        _("public e-mail"),
        blank=True,
        help_text=_(
            "Shown on the page that says who you are, and to people who find a weakness of this "
            "site. Leave it blank if you do not want mail from the public."
        ),
    )
    desk_email = models.EmailField(
        _("e-mail for notices"),
        blank=True,
        help_text=_(
            "Readers never see it. Gets a link when a message waits, never the message itself."
        ),
    )
    refill = models.TextField(
        _("refills"),
        blank=True,
        help_text=_(
            "How people who are already your patients ask for a refill, in a sentence or two. "
            "For example: Call us three days before you run out."
        ),
    )
    refill_phone = models.CharField(
        _("phone for refills"),
        max_length=30,
        blank=True,
        validators=[is_a_phone],
        help_text=_("If it is not the main phone. For example: (713) 555-0101."),
    )
    refill_url = models.URLField(
        _("web address for refills"),
        blank=True,
        help_text=_(
            "Your own page where patients ask for a refill, if there is one. For example: "
            "https://www.example.org/refill."
        ),
    )
    shipping = models.TextField(
        _("shipping terms"),
        blank=True,
        help_text=_(
            "Where you ship to, how long it takes and what it costs, or that you do not ship. "
            "Shown below “Get your medicine” and on the page on cost."
        ),
    )
    states_served = models.CharField(
        _("states served"),
        max_length=300,
        blank=True,
        help_text=_(
            "A whole sentence. For example: We are licensed in Texas and Oklahoma. Shown on the "
            "pages on cost and on notices."
        ),
    )
    reply_time = models.CharField(
        _("reply time"),
        max_length=200,
        blank=True,
        help_text=_(
            "A whole sentence. For example: We answer within one business day. Shown above the "
            "form and after somebody wrote to you."
        ),
    )
    forms_made = models.TextField(
        _("forms and fillers"),
        blank=True,
        help_text=_(
            "For prescribers: which forms and strengths of LDN you make, and with which fillers."
        ),
    )
    prescriber_phone = models.CharField(
        _("phone for prescribers"),
        max_length=30,
        blank=True,
        validators=[is_a_phone],
        help_text=_("Where a prescriber reaches a pharmacist. For example: (713) 555-0102."),
    )
    cost = models.TextField(
        _("cost"),
        blank=True,
        help_text=_(
            "What LDN costs here, with the date of the figures. Shown below “Get your medicine” "
            "and on the page on cost. Leave it blank if people should ask."
        ),
    )
    privacy_notice = models.TextField(
        _("notice of privacy practices"),
        blank=True,
        help_text=_(
            "The whole text of your notice. An empty line begins a new paragraph. Shown on the "
            "page on privacy."
        ),
    )
    accessibility_contact = models.CharField(
        _("accessibility contact"),
        max_length=200,
        blank=True,
        help_text=_(
            "Whom people reach who cannot use a page. For example: Call (713) 555-0100 or write "
            "to access@example.org. Shown on the page on accessibility."
        ),
    )
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

    @property
    def phone_for_refills(self) -> str:
        return self.refill_phone or self.phone

    @property
    def takes_refills(self) -> bool:
        """Whether there is anything to tell people who are already patients."""
        return bool(self.refill.strip() or self.phone_for_refills or self.refill_url)


class Location(models.Model):
    """One of the pharmacy's two counters."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The smaller number stands first.")
    )
    address = models.TextField(
        _("address"),
        blank=True,
        help_text=_("As on an envelope, in two or three lines. For example: 1 Example Street."),
    )
    phone = models.CharField(
        _("phone"),
        max_length=30,
        blank=True,
        validators=[is_a_phone],
        help_text=_("A tap on it calls. With its area code, for example: (713) 555-0103."),
    )
    fax = models.CharField(
        _("fax"),
        max_length=30,
        blank=True,
        validators=[is_a_phone],
        help_text=_("Where a doctor’s office faxes prescriptions. For example: (713) 555-0104."),
    )
    hours = models.TextField(
        _("hours"),
        blank=True,
        validators=[are_hours],
        help_text=_(
            "One line for each day or row of days, as you would print it. For example: "
            "Mon-Fri 9 am-6 pm. On the next line: Sat 9 am-1 pm. On the last: Sun closed."
        ),
    )
    hours_note = models.CharField(
        _("about the hours"),
        max_length=200,
        blank=True,
        help_text=_(
            "What people must know besides. For example: Closed on Thanksgiving Day. Take it out "
            "when the day has passed."
        ),
    )
    map_url = models.URLField(
        _("map address"),
        blank=True,
        help_text=_(
            "A link to this pharmacy on a map, as your browser shows it. It is a plain link: no "
            "map is loaded into our page."
        ),
    )
    license = models.CharField(
        _("pharmacy license"),
        max_length=40,
        blank=True,
        help_text=_(
            "The number on the license of this location. Also shown on the pages on notices and "
            "on who you are."
        ),
    )
    npi = models.CharField(
        _("NPI"),
        max_length=10,
        blank=True,
        validators=[is_an_npi],
        help_text=_("The 10 digits of this location."),
    )
    ncpdp_id = models.CharField(
        _("NCPDP ID"),
        max_length=7,
        blank=True,
        validators=[is_an_ncpdp_id],
        help_text=_("The 7 digits by which e-prescribing finds this location."),
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
    def week(self) -> Week | None:
        """The hours by day, or None where they are blank or cannot be read."""
        return week_of(self.hours)

    @property
    def today(self) -> str:
        """Today's hours in words. Empty where the hours do not tell."""
        week = self.week
        day = week.on(timezone.localdate()) if week else None
        return "" if day is None else in_words(day)

    @property
    def has_details(self) -> bool:
        """Whether there is more to show of this counter than its name."""
        return self.has_details_for_patients or self.has_details_for_prescribers

    @property
    def has_details_for_patients(self) -> bool:
        return any((self.address, self.phone, self.hours, self.hours_note, self.map_url))

    @property
    def has_details_for_prescribers(self) -> bool:
        return any((self.fax, self.npi, self.ncpdp_id, self.erx_name, self.license))
