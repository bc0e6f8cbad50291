"""What staff fill in. Each form says in plain words what is wrong, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models import Article, GlossaryTerm
from ldn_site.articles.signing import add_months
from ldn_site.design.words import WordsField

FARTHEST_YEARS = 100  # ahead, for a scheduled text; a later year is a slip of the keyboard


class ArticleForm(forms.ModelForm):
    """The working text of a page."""

    body = forms.CharField(
        label=_("Text"),
        strip=False,  # a list or a code block may begin with spaces
        widget=forms.Textarea(attrs={"rows": 36, "class": "vLargeTextField", "spellcheck": "true"}),
        help_text=_("Markdown. Begin headings with ##. Cite a study as [@its-key]."),
    )
    icd10 = WordsField(label=_("ICD-10-CM codes"), required=False, help_text=_("One to a line."))
    synonyms = WordsField(
        label=_("Other names"),
        required=False,
        help_text=_("What else people call this, one to a line. Search finds the page by them."),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note on this change"),
        required=False,
        max_length=100,
        help_text=_("For colleagues; it stands in the history."),
    )
    current: Article | None = None  # what a colleague saved while this form was open
    typed: Mapping[str, str] = {}  # unsaved text that the form begins with

    class Meta:
        model = Article
        fields = [
            "id",
            "language",
            "translates",
            "topic",
            "slug",
            "title",
            "summary",
            "body",
            "evidence",
            "evidence_reason",
            "icd10",
            "synonyms",
            "order",
            "owner",
            "review_months",
        ]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "slug": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "summary": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "evidence_reason": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**self.typed, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stored = Article.objects.select_for_update().filter(pk=self.instance.pk).first()
        seen = cleaned.get("seen_version")
        if stored and not self.instance._state.adding and seen != stored.version:
            self.current = stored
            raise ValidationError(
                _(
                    "Somebody saved this page while you were writing. Nothing is lost: both texts "
                    "are above, and yours is in the form. Bring the two together, then save."
                )
            )
        return cleaned


class TermForm(forms.ModelForm):
    variants = WordsField(
        label=_("Other forms"), required=False, help_text=_("Plurals and the like, one to a line.")
    )

    class Meta:
        model = GlossaryTerm
        fields = ["slug", "term", "variants", "definition"]


class SignForm(forms.Form):
    """A clinical reviewer's word on the text whose digest the form carries."""

    review_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    review_due_on = forms.DateField(
        label=_("Next review due"), widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=_("Note for colleagues"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    has_read = forms.BooleanField(
        label=_("I have read the whole page as it stands, and I answer for it.")
    )

    @staticmethod
    def starting_values(article: Article, digest: str) -> dict[str, Any]:
        due = add_months(timezone.localdate(), article.review_months)
        return {"review_digest": digest, "review_due_on": due}


class PublishForm(forms.Form):
    change_note = forms.CharField(
        label=_("What changed, and why"),
        max_length=300,
        help_text=_("One plain sentence. Readers see it at the foot of the page."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    publish_at = forms.DateTimeField(
        label=_("Public from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Texas time (Central). Leave blank to publish now."),
    )

    def clean_publish_at(self) -> datetime | None:
        when: datetime | None = self.cleaned_data["publish_at"]
        if when and when.year > timezone.localdate().year + FARTHEST_YEARS:
            raise ValidationError(_("This is too far ahead. Is the year right?"))
        return when


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the page is taken down"),
        max_length=300,
        help_text=_("One plain sentence. Readers who come to the page see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    redirect_to = forms.RegexField(
        label=_("Send readers to"),
        regex=r"^/(?!/)[^\s\\]*$",
        required=False,
        max_length=180,
        help_text=_("An address of this site, such as /safety/. May stay blank."),
    )
