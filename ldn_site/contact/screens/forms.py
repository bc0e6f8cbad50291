"""What staff fill in at the message desk. What they typed always comes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.models import User
from ldn_site.contact.ages import working_days_after
from ldn_site.contact.models import Message, NoteKind
from ldn_site.contact.screens.common import SEE

WAIT, CLOSE = "wait", "close"
USUAL_WAIT = 3  # working days
DAY_NEEDED = _("Choose a day, so that the message comes back to you.")
PASSED = _("That day has passed. Choose today or a later day.")


class Day(forms.DateField):
    """A day from today on."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write the day as in 12/31/2030.")}

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(PASSED)
        return day


def day_to_look_again() -> Any:
    return working_days_after(timezone.localdate(), USUAL_WAIT)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Colleague"),
        empty_label=_("Choose a colleague"),
        error_messages={
            "required": _("Choose a colleague first."),
            "invalid_choice": _("This colleague cannot read messages. Choose another one."),
        },
    )

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        others = colleagues()
        if message.handled_by_id:
            others = others.exclude(pk=message.handled_by_id)
        field.queryset = others


class WaitForm(forms.Form):
    until = Day(
        label=_("Look at it again on"),
        initial=day_to_look_again,
        error_messages={"required": DAY_NEEDED},
    )


class LookAgainForm(forms.Form):
    on = Day(label=_("Look at it again on"), required=False)


class NoteForm(forms.Form):
    """A note, or an answer that was given. It may take the next step along."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=NoteKind.choices,
        initial=NoteKind.NOTE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    text = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("For colleagues only. The sender never sees it."),
    )
    then = forms.ChoiceField(
        label=_("And then"),
        required=False,
        choices=[
            ("", _("leave the message as it is")),
            (WAIT, _("wait for an answer")),
            (CLOSE, _("close it")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == NoteKind.NOTE and not cleaned.get("text"):
            self.add_error("text", _("Write a few words first."))
        return cleaned


class FindForm(forms.Form):
    """One box. What is typed there is looked for whole, and never stands in an address."""

    wanted = forms.CharField(
        label=_("Find a message"),
        max_length=254,
        help_text=_(
            "A reference code, or a whole name, phone number or e-mail address. Parts of them "
            "are not found."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type what to look for.")},
    )


def colleagues() -> QuerySet[User]:
    """Who can open messages."""
    able: QuerySet[User] = User.objects.with_perm(
        SEE, backend="django.contrib.auth.backends.ModelBackend"
    )
    return able.filter(is_active=True, is_staff=True).order_by("display_name")
