"""Published sources, and what is said of LDN beside what they show."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ldn_site.design.words import refuse_all_but_words
from ldn_site.evidence.arms import clean_arms
from ldn_site.evidence.identifiers import wrong_forms

KEY = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and single hyphens.")
)


class Design(models.TextChoices):
    RANDOMISED_TRIAL = "randomised-trial", _("Randomized trial")
    CONTROLLED_TRIAL = "controlled-trial", _("Controlled trial, not randomized")
    OBSERVATIONAL = "observational", _("Observational study")
    CASE_SERIES = "case-series", _("Case reports")
    SYSTEMATIC_REVIEW = "systematic-review", _("Systematic review")
    REVIEW = "review", _("Review")
    LABORATORY = "laboratory", _("Laboratory or animal study")
    GUIDELINE = "guideline", _("Guideline or service")
    LABEL = "label", _("Drug label or leaflet")
    REGULATION = "regulation", _("Law or regulator")
    NEWS = "news", _("News or history")
    STATISTICS = "statistics", _("Statistics")


class Direction(models.TextChoices):
    """What a study's main outcome says about low-dose naltrexone."""

    BENEFIT = "benefit", _("Benefit")
    MIXED = "mixed", _("Mixed")
    NO_CLEAR_BENEFIT = "no-clear-benefit", _("No clear benefit")
    HARM = "harm", _("Harm")
    NOT_APPLICABLE = "not-applicable", _("Another dose or question")


class Reference(models.Model):
    """A publication that supports a statement, with the numbers a figure may draw."""

    id = models.CharField(
        _("key"),
        primary_key=True,
        max_length=80,
        validators=[KEY],
        help_text=_("As articles cite it, for example younger-2013-fibromyalgia-rct."),
    )
    authors = models.JSONField(_("authors"), default=list, blank=True)
    title = models.CharField(_("title"), max_length=400)
    journal = models.CharField(_("journal or publisher"), max_length=250, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    volume = models.CharField(_("volume"), max_length=30, blank=True)
    issue = models.CharField(_("issue"), max_length=30, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    pmid = models.CharField("PMID", max_length=9, blank=True)
    pmcid = models.CharField("PMCID", max_length=12, blank=True)
    url = models.URLField(_("address"), max_length=400, blank=True)
    design = models.CharField(_("design"), max_length=20, choices=Design.choices)
    population = models.TextField(_("who took part"), blank=True)
    n = models.PositiveIntegerField(_("people"), null=True, blank=True)
    dose = models.CharField(_("dose"), max_length=250, blank=True)
    duration = models.CharField(_("length"), max_length=250, blank=True)
    comparator = models.CharField(_("compared with"), max_length=250, blank=True)
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    direction = models.CharField(
        _("direction"), max_length=20, choices=Direction.choices, blank=True
    )
    arms = models.JSONField(
        _("arms"),
        default=list,
        blank=True,
        help_text=_("One row for each group and outcome, with the numbers of the paper."),
    )
    result = models.TextField(_("result"), blank=True)
    limits = models.TextField(_("limits"), blank=True)
    part_of = models.CharField(
        _("same people as"),
        max_length=80,
        blank=True,
        validators=[KEY],
        help_text=_("The key of an earlier report on the same people, so that they count once."),
    )
    retracted = models.BooleanField(_("retracted"), default=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="reference_can_be_found",
                condition=~Q(doi="") | ~Q(pmid="") | ~Q(url="") | ~Q(journal=""),
                violation_error_message=_(
                    "Give a DOI, a PMID, an address or a journal, so that a reader can find it."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.id

    def clean(self) -> None:
        refuse_all_but_words(self, "authors", "conditions")
        if wrong := wrong_forms(vars(self)):
            raise ValidationError(wrong)
        if self.part_of and self.part_of == self.pk:
            raise ValidationError({"part_of": _("Name another report, or leave this empty.")})
        try:
            self.arms = clean_arms(self.arms)
        except ValidationError as error:
            raise ValidationError({"arms": error.messages}) from error


class Verdict(models.TextChoices):
    SUPPORTED = "supported", _("Supported")
    PARTLY_SUPPORTED = "partly-supported", _("Partly supported")
    MISLEADING = "misleading", _("Misleading")
    UNSUPPORTED = "unsupported", _("Not supported")
    UNVERIFIABLE = "unverifiable", _("Cannot be checked")
    CONTRADICTED = "contradicted", _("Contradicted")


class Claim(models.Model):
    """Something people read about LDN, with what the evidence says of it."""

    id = models.CharField(_("key"), primary_key=True, max_length=80, validators=[KEY])
    order = models.PositiveIntegerField(_("order"), default=0)
    claim = models.TextField(_("claim"))
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices)
    answer = models.TextField(_("what the evidence says"))
    references = models.JSONField(_("references"), default=list, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.claim[:100]

    def clean(self) -> None:
        refuse_all_but_words(self, "references")
