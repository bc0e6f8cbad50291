"""What staff fill in to bring a text from draft to readers. What they typed always comes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.desk.moments import LocalMoment
from ldn_site.articles.models import Article
from ldn_site.articles.signing import add_months


class SubmitForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the reviewer"),
        required=False,
        max_length=2_000,
        help_text=_("What changed, and what to look at closely. May stay blank."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


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
        label=_("I have read the whole page as it stands, and I answer for it."),
        error_messages={"required": _("Tick this once you have read the page to its end.")},
    )

    @staticmethod
    def starting_values(article: Article, digest: str) -> dict[str, Any]:
        due = add_months(timezone.localdate(), article.review_months)
        return {"review_digest": digest, "review_due_on": due}


class SendBackForm(forms.Form):
    remarks = forms.CharField(
        label=_("What to change"),
        max_length=8_000,
        help_text=_("The writer sees this above the text."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what to change, so that the writer knows what to do.")},
    )


class PublishForm(forms.Form):
    review_digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    change_note = forms.CharField(
        label=_("What changed, and why"),
        max_length=300,
        help_text=_("One plain sentence. Readers see it at the foot of the page."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in one plain sentence what changed.")},
    )
    publish_at = LocalMoment(
        label=_("Public from"),
        required=False,
        help_text=_("Texas time (Central). Leave blank to publish now."),
    )


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=300, help_text=_("For colleagues.")
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the page is taken down"),
        max_length=300,
        help_text=_("One plain sentence. Readers who come to the page see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in one plain sentence why the page is taken down.")},
    )
    redirect_to = forms.RegexField(
        label=_("Send readers to"),
        regex=r"^/(?!/)[^\s\\]*$",
        required=False,
        max_length=180,
        help_text=_("An address of this site, such as /safety/. May stay blank."),
        error_messages={"invalid": _("Give an address of this site, such as /safety/.")},
    )
