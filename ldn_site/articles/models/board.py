"""Where every page stands, noted down so that thousands can be counted and filtered.

A convenience and never a proof: what may be signed or published is always worked out anew.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models.texts import Article


class BoardRow(models.Model):
    """Where one article stood when it was last looked at."""

    article = models.OneToOneField(
        Article, primary_key=True, on_delete=models.CASCADE, related_name="board_row"
    )
    state = models.CharField(max_length=20)
    is_signed = models.BooleanField(default=False)
    was_ever_signed = models.BooleanField(default=False)
    is_live = models.BooleanField(default=False)
    scheduled_at = models.DateTimeField(null=True, db_index=True)
    review_due_on = models.DateField(
        null=True, help_text=_("Of the sign-off of the text that readers have.")
    )
    blockers = models.PositiveIntegerField(default=0, db_index=True)
    warnings = models.PositiveIntegerField(default=0, db_index=True)
    hints = models.PositiveIntegerField(default=0, db_index=True)
    broken_links = models.PositiveIntegerField(default=0, db_index=True)
    is_stale = models.BooleanField(default=True, db_index=True)  # to be worked out anew
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("place on the board")
        verbose_name_plural = _("board")
        # One for each question that is counted (sifting.py), so that no count reads the rows.
        indexes = [
            models.Index(name="board_by_state", fields=["state", "article"]),
            models.Index(name="board_by_signature", fields=["is_signed", "state", "scheduled_at"]),
            models.Index(name="board_by_review", fields=["review_due_on", "is_live"]),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.state}"


class BoardMark(models.Model):
    """How far the trail has been taken into the board."""

    last_event = models.BigIntegerField(default=0)  # all up to it are taken in
    seen = models.JSONField(default=list)  # numbers after it that are taken in too
    rules = models.CharField(max_length=64, blank=True)  # digest of the checker that looked

    class Meta:
        verbose_name = _("mark of the board")
        verbose_name_plural = _("marks of the board")

    def __str__(self) -> str:
        return str(self.last_event)
