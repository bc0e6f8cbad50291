"""What is kept while staff write, so that nothing typed is lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models.base import AppendOnly
from ldn_site.articles.models.texts import Article


class Autosave(models.Model):
    """What one person has typed into one page's form and not yet saved.

    One slot for each person and page, overwritten every few seconds. A page that was never
    saved has `new:` and a random word in place of an article, so this is no foreign key.
    `tab` is the browser tab that typed it, as in OpenEditor.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="autosaves"
    )
    article_id = models.CharField(_("article"), max_length=80, blank=True)
    tab = models.CharField(max_length=40, blank=True)
    values = models.JSONField(_("fields as typed"))
    seen_version = models.PositiveIntegerField(_("version it began from"), default=0)
    saved_at = models.DateTimeField(_("kept"), auto_now=True)

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [
            models.UniqueConstraint(
                name="autosave_is_one_for_each_person_and_page", fields=["person", "article_id"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.article_id}"


class OpenEditor(models.Model):
    """A browser tab in which somebody has a page's form open, as last heard from it."""

    tab = models.CharField(primary_key=True, max_length=40)
    article_id = models.CharField(max_length=80, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_editors"
    )
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("open editor")
        verbose_name_plural = _("open editors")

    def __str__(self) -> str:
        return f"{self.person}, {self.article_id}"


class SetAside(AppendOnly):
    """A text that lost against a colleague's save, kept whole beside the history."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="set_aside")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="set_aside"
    )
    values = models.JSONField(_("fields as typed"))
    seen_version = models.PositiveIntegerField(_("version it began from"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("text set aside")
        verbose_name_plural = _("texts set aside")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article}, {self.person}"
