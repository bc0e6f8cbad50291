"""What is laid over publications: urgent words, and addresses made by hand."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models.texts import Article


class Notice(models.Model):
    """An urgent word above a page, which needs no sign-off and no new publication."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="notices")
    text = models.CharField(_("text"), max_length=400, help_text=_("Plain text, shown at once."))
    is_shown = models.BooleanField(_("shown"), default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("urgent notice")
        verbose_name_plural = _("urgent notices")

    def __str__(self) -> str:
        return self.text[:80]


class Redirect(models.Model):
    """An address made by hand that leads to a page. Moved pages need none."""

    old_path = models.CharField(
        _("old address"),
        max_length=180,
        unique=True,
        validators=[RegexValidator(r"^/[^\s?#]+/$", _("Begin and end with a slash: /old/page/."))],
    )
    new_path = models.CharField(
        _("leads to"),
        max_length=180,
        validators=[
            RegexValidator(r"^/(?!/)[^\s\\]*$", _("An address of this site, such as /safety/."))
        ],
    )

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                name="redirect_leads_elsewhere",
                condition=~Q(old_path=F("new_path")),
                violation_error_message=_("A redirect cannot lead to itself."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"
