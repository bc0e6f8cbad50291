"""On the way to a sign-off: asking for it, sending back, and what outside readers remark."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models.base import AppendOnly
from ldn_site.articles.models.texts import Article


class Submission(AppendOnly):
    """A writer's request that a reviewer read and sign one exact text."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="submissions")
    review_digest = models.CharField(_("digest of the text"), max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions"
    )
    note = models.TextField(_("note to the reviewer"), blank=True)
    at = models.DateTimeField(_("submitted"), default=timezone.now)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article}, {self.person}"


class SendBack(AppendOnly):
    """A reviewer's answer that a submitted text is not right yet, and why."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="send_back"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="send_backs"
    )
    remarks = models.TextField(_("what to change"))
    at = models.DateTimeField(_("sent back"), default=timezone.now)

    class Meta:
        verbose_name = _("answer to a submission")
        verbose_name_plural = _("answers to submissions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.submission)


class OutsideLink(models.Model):
    """A key to one exact text for a reader without an account, until it ends or is revoked."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="outside_links")
    made_for = models.CharField(
        _("for"), max_length=120, help_text=_("Who will read it, as your colleagues know them.")
    )
    made_by = models.CharField(_("made by"), max_length=150)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    review_digest = models.CharField(_("digest of the text"), max_length=64)
    frozen = models.JSONField(_("text and inputs"))
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for an outside reader")
        verbose_name_plural = _("links for outside readers")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article}, {self.made_for}"


class OutsideRemark(AppendOnly):
    """What somebody without an account wrote about the text behind their link."""

    link = models.ForeignKey(OutsideLink, on_delete=models.PROTECT, related_name="remarks")
    name = models.CharField(_("name"), max_length=120, blank=True)
    text = models.TextField(_("remark"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("remark of an outside reader")
        verbose_name_plural = _("remarks of outside readers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.link}, {self.at:%Y-%m-%d}"
