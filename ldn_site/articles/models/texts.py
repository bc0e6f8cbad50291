"""Articles as staff work on them, and publications as patients read them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ldn_site.articles.models.base import KEY, AppendOnly, Grade, Topic
from ldn_site.design.words import refuse_all_but_words


class Article(models.Model):
    """The working text of one page. Readers never see it: they see publications."""

    id = models.CharField(
        _("permanent name"),
        primary_key=True,
        max_length=80,
        validators=[KEY],
        help_text=_("Chosen once. The address of the page may change later; this does not."),
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    translates = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    slug = models.CharField(
        _("address"),
        max_length=80,
        validators=[KEY],
        help_text=_("The last part of the page's address. Old addresses keep working."),
    )
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(
        _("short answer"),
        help_text=_("Answers the title at once, in 60 words or fewer. Stands above the text."),
    )
    body = models.TextField(_("text"), help_text=_("Markdown."))
    evidence = models.SmallIntegerField(
        _("evidence grade"),
        choices=Grade.choices,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(4)],
    )
    evidence_reason = models.TextField(
        _("reason for the grade"), blank=True, help_text=_("One sentence.")
    )
    icd10 = models.JSONField(_("ICD-10-CM codes"), default=list, blank=True)
    synonyms = models.JSONField(_("other names"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order in its topic"), default=100)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_articles",
        verbose_name=_("owner"),
    )
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["topic", "order", "id"]
        permissions = [
            ("sign_article", "Can sign a text as clinical reviewer"),
            ("publish_article", "Can publish, schedule and withdraw"),
        ]
        indexes = [models.Index(name="article_in_its_order", fields=["topic", "order", "id"])]
        constraints = [
            models.UniqueConstraint(
                name="article_has_its_own_address",
                fields=["language", "topic", "slug"],
                violation_error_message=_("Another article has this address. Choose another."),
            ),
            models.CheckConstraint(
                name="article_grade_is_on_the_scale",
                condition=Q(evidence__isnull=True) | Q(evidence__gte=0, evidence__lte=4),
                violation_error_message=_("The evidence grade goes from 0 to 4."),
            ),
            models.CheckConstraint(
                name="article_grade_has_a_reason",
                condition=Q(evidence__isnull=True) | ~Q(evidence_reason=""),
                violation_error_message=_("Say in one sentence why the page has this grade."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_all_but_words(self, "icd10", "synonyms")
        if self.translates and self.translates.language == self.language:
            raise ValidationError({"translates": _("That page is in the same language.")})
        others = Publication.objects.filter(path=self.path).exclude(article=self.pk)
        if owner := others.select_related("article").first():
            # An address that readers knew as another page keeps leading to that page.
            raise ValidationError(
                {
                    "slug": _(
                        "%(path)s was the address of “%(title)s”, and old links still lead "
                        "there. Choose another address."
                    )
                    % {"path": self.path, "title": owner.article.title}
                }
            )

    @property
    def path(self) -> str:
        """The address the page has, or will have once it is published."""
        prefix = "" if self.language == "en" else f"/{self.language}"
        return f"{prefix}/{self.topic}/{self.slug}/"


class SharedBlock(models.Model):
    """A passage that several pages hold word for word: ``{{ block: name }}``."""

    name = models.CharField(_("name"), primary_key=True, max_length=80, validators=[KEY])
    body = models.TextField(_("text"), help_text=_("Markdown."))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("shared block")
        verbose_name_plural = _("shared blocks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GlossaryTerm(models.Model):
    """A medical word in plain words; its first use on a page links itself."""

    slug = models.CharField(_("key"), primary_key=True, max_length=80, validators=[KEY])
    term = models.CharField(_("word"), max_length=80)
    variants = models.JSONField(
        _("other forms"), default=list, blank=True, help_text=_("Plurals and the like.")
    )
    definition = models.TextField(_("meaning"))

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        refuse_all_but_words(self, "variants")


class SignOff(AppendOnly):
    """A clinical reviewer's word that one exact text is right."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="sign_offs")
    review_digest = models.CharField(_("digest of the text"), max_length=64, db_index=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs"
    )
    reviewer_name = models.CharField(_("reviewer"), max_length=120)
    credential = models.CharField(_("credential"), max_length=60)
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)
    review_due_on = models.DateField(_("next review due"))
    note = models.TextField(_("note"), blank=True)
    is_by_author = models.BooleanField(_("signed by somebody who wrote part of it"), default=False)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.reviewer_name}, {self.credential}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self, now: datetime | None = None) -> PublicationQuerySet:
        """What any visitor may read at `now`: the one meaning of public.

        Of each article, the highest number that is due and not cancelled, unless the
        article was withdrawn after it.
        """
        now = now or timezone.now()
        newer = Publication.objects.filter(
            article=OuterRef("article"),
            number__gt=OuterRef("number"),
            publish_at__lte=now,
            cancellation__isnull=True,
        )
        withdrawn = Withdrawal.objects.filter(
            article=OuterRef("article"), number__gte=OuterRef("number")
        )
        return self.filter(
            ~Exists(newer), ~Exists(withdrawn), publish_at__lte=now, cancellation__isnull=True
        )

    def scheduled(self, now: datetime | None = None) -> PublicationQuerySet:
        """What will be live when its time comes: no later number is public by then."""
        newer = Publication.objects.filter(
            article=OuterRef("article"),
            number__gt=OuterRef("number"),
            publish_at__lte=OuterRef("publish_at"),
            cancellation__isnull=True,
        )
        withdrawn = Withdrawal.objects.filter(
            article=OuterRef("article"), number__gte=OuterRef("number")
        )
        return self.filter(
            ~Exists(newer),
            ~Exists(withdrawn),
            publish_at__gt=now or timezone.now(),
            cancellation__isnull=True,
        )


class Publication(AppendOnly):
    """One text of an article as readers see it, frozen with all that went into it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField(_("number"))
    path = models.CharField(_("address"), max_length=180, db_index=True)
    language = models.CharField(_("language"), max_length=5)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("short answer"))
    evidence = models.SmallIntegerField(
        _("evidence grade"), choices=Grade.choices, null=True, blank=True
    )
    evidence_reason = models.TextField(_("reason for the grade"), blank=True)
    icd10 = models.JSONField(_("ICD-10-CM codes"), default=list)
    synonyms = models.JSONField(_("other names"), default=list)
    source = models.TextField(_("Markdown"))
    inputs = models.JSONField(
        _("inputs"), help_text=_("Shared blocks, references and pictures as they were.")
    )
    review_digest = models.CharField(_("digest of the text"), max_length=64, db_index=True)
    html = models.TextField("HTML")
    outline = models.JSONField(_("outline"))
    citations = models.JSONField(_("cited references, in order"))
    plain_text = models.TextField(_("plain text"))
    renderer = models.PositiveIntegerField(_("version of the renderer"))
    change_note = models.CharField(_("what changed"), max_length=300)
    publish_at = models.DateTimeField(_("public from"))
    published_by = models.CharField(_("published by"), max_length=150)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="publication_numbers_count_up", fields=["article", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return self.path


class Cancellation(AppendOnly):
    """A scheduled publication that will not happen."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="cancellation"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("cancellation")
        verbose_name_plural = _("cancellations")

    def __str__(self) -> str:
        return str(self.publication)


class Withdrawal(AppendOnly):
    """Takes down every publication of an article up to a number; later ones may follow."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="withdrawals")
    number = models.PositiveIntegerField(_("up to number"))
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150)
    reason = models.CharField(_("reason readers see"), max_length=300)
    redirect_to = models.CharField(_("send readers to"), max_length=180, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return f"{self.article} ({self.number})"
