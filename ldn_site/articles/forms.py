"""What staff fill in. Each form says in plain words what is wrong, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models import Article, GlossaryTerm, Redirect, SharedBlock
from ldn_site.articles.redirecting import end_of
from ldn_site.design.desk import FILL_IN
from ldn_site.design.words import WordsField
from ldn_site.markup import compose


class ComposedForm(forms.ModelForm):
    """Takes text in the spelling in which it is stored, so that what has grown too long by that
    is said beside its field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {
            name: compose(value) if isinstance(value, str) else value
            for name, value in cleaned.items()
        }


class ArticleForm(ComposedForm):
    """The working text of a page."""

    body = forms.CharField(
        label=_("Text"),
        strip=False,  # a list or a code block may begin with spaces
        widget=forms.Textarea(attrs={"rows": 36, "class": "vLargeTextField", "spellcheck": "true"}),
        help_text=_("Markdown. Begin headings with ##. Cite a study as [@its-key]."),
        error_messages={"required": FILL_IN},
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
        cleaned = super().clean()
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


class BlockForm(forms.ModelForm):
    body = forms.CharField(
        label=_("Text"),
        strip=False,  # as in the text of a page
        widget=forms.Textarea(attrs={"rows": 20, "class": "vLargeTextField"}),
        help_text=_("Markdown. Every page that holds this block shows the same words."),
    )

    class Meta:
        model = SharedBlock
        fields = ["name", "body"]


class TermForm(ComposedForm):
    variants = WordsField(
        label=_("Other forms"), required=False, help_text=_("Plurals and the like, one to a line.")
    )

    class Meta:
        model = GlossaryTerm
        fields = ["slug", "term", "variants", "definition"]


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "old_path" in cleaned and "new_path" in cleaned:
            paths = {name: cleaned[name] for name in ("old_path", "new_path")}
            end_of(Redirect(pk=self.instance.pk, **paths))
        return cleaned
