"""The public forms. They ask for no health details, and say no to what cannot be typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.functional import cached_property
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from ldn_site.contact.crisis import WORDS, Care, care_for
from ldn_site.contact.models import BestTime, Sender, Subject
from ldn_site.contact.phones import read_phone, spoken
from ldn_site.contact.stamps import has_ripened, new_stamp
from ldn_site.pharmacy.models import Location

# Control characters and halves of characters; and in a single line, whatever ends a line.
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

PATIENTS_SUBJECTS = [choice for choice in Subject.choices if choice[0] != Subject.QUESTION]


class Words(forms.CharField):
    """Text of at most `limit` characters.

    The browser is not told of the limit: it would cut off what people paste without a word.
    """

    refused = NOT_IN_A_LINE
    default_error_messages = {
        "unprintable": _("There is a character here that cannot be shown. Type this again."),
    }

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        too_long = _("Use at most %(limit_value)d characters. You have %(show_value)d.")
        self.validators.append(MaxLengthValidator(limit, too_long))

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if self.refused.search(text):
            raise ValidationError(self.error_messages["unprintable"], code="unprintable")
        return text


class LongWords(Words):
    """Text in several lines. A line's end is one character, whatever a browser or a PDF has."""

    widget = forms.Textarea
    refused = NOT_IN_TEXT

    def to_python(self, value: Any) -> str:
        lines = str(value or "").replace("\v", "\n").replace("\f", "\n")
        return super().to_python(normalize_newlines(lines))


class ReplyRoute(Words):
    """A phone number or an email address, whichever the person likes better."""

    default_error_messages = {
        "email": _("Write one whole email address, like name@example.com, and nothing else."),
        "phone": _(
            "Give one phone number with its area code, or one email address, and nothing else."
        ),
    }

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if "@" in text:
            try:
                validate_email(text)
            except ValidationError:
                raise ValidationError(self.error_messages["email"], code="email") from None
            return text
        number = read_phone(text)
        if number is None:
            raise ValidationError(self.error_messages["phone"], code="phone")
        return spoken(number)


class MessageForm(forms.Form):
    """What every message needs. `locations` are the counters to choose from."""

    name = Words(
        label=_("Your name"),
        limit=120,
        error_messages={"required": _("Give your name, so that we know whom to ask for.")},
    )
    reply_to = ReplyRoute(
        label=_("Your phone number or email"),
        help_text=_("One is enough. We use it only to answer you."),
        limit=254,
        error_messages={"required": _("Give a phone number or an email, so that we can answer.")},
    )
    location = forms.TypedChoiceField(
        label=_("Which pharmacy?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a pharmacy."),
            "invalid_choice": _("Choose a pharmacy."),
        },
    )
    text = LongWords(
        label=_("Your message"),
        help_text=_("No health details, please. Up to 4,000 characters."),
        limit=4000,
        error_messages={"required": _("Write a few words, so that we know how to help.")},
    )
    # People never see this box. What fills it in is a program.
    leave_empty = forms.CharField(label=_("Leave this box empty"), required=False)

    def __init__(self, *args: Any, locations: Iterable[Location], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locations = {place.slug: place for place in locations}
        field = self.fields["location"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(place.slug, place.name) for place in self.locations.values()]
        field.coerce = self.locations.__getitem__
        if not self.locations:  # as when the database is down: what was chosen is kept
            field.widget = forms.HiddenInput()
        autocomplete = {"name": "name", "reply_to": "email", "text": "off", "leave_empty": "off"}
        for name, token in autocomplete.items():
            self.fields[name].widget.attrs["autocomplete"] = token
        self.fields["reply_to"].widget.attrs["inputmode"] = "email"
        self.fields["text"].widget.attrs["rows"] = 8

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get("leave_empty"))

    @property
    def was_too_quick(self) -> bool:
        """Whether nobody can have read the page and written this since it was made."""
        return not has_ripened(self.data.get("stamp", ""))

    @cached_property
    def stamp(self) -> str:
        """For the page that is about to be shown. A form that comes back passes at once."""
        return new_stamp(is_ripe=self.is_bound)

    @property
    def care(self) -> tuple[Care, ...]:
        """What the words typed so far call for, whether or not the form is valid."""
        return care_for(self.data.get("text", ""))

    @property
    def care_words(self) -> dict[str, Sequence[str]]:
        """The same for a script, which looks while somebody is typing."""
        return {care.value: words for care, words in WORDS.items()}

    @property
    def message(self) -> dict[str, Any]:
        """What was typed, once it is valid, by the names that `receive` has for it."""
        return {
            name: self.cleaned_data[name] for name in self.cleaned_data if name != "leave_empty"
        }


class ContactForm(MessageForm):
    """What a patient, or somebody for them, writes to the pharmacy."""

    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose one")), *PATIENTS_SUBJECTS],
        error_messages={
            "required": _("Choose what your message is about."),
            "invalid_choice": _("Choose what your message is about."),
        },
    )
    best_time = forms.ChoiceField(
        label=_("When is a good time to reach you?"),
        choices=BestTime.choices,
        initial=BestTime.ANY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("Choose a time."),
        },
    )

    field_order = ["name", "reply_to", "subject", "location", "best_time", "text"]


class PrescriberForm(MessageForm):
    """What a prescriber's office asks. The office stands as the first line of the message."""

    practice = Words(
        label=_("Practice and role"),
        help_text=_("If you like. For example: nurse at a family practice."),
        limit=160,
        required=False,
    )

    field_order = ["name", "practice", "reply_to", "location", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Your question")
        text.help_text = _("Do not name a patient. Up to 4,000 characters.")
        text.error_messages["required"] = _("Write your question.")
        self.fields["practice"].widget.attrs["autocomplete"] = "organization"

    @property
    def message(self) -> dict[str, Any]:
        typed = super().message
        practice = typed.pop("practice")
        return {
            **typed,
            "text": f"{practice}\n\n{typed['text']}" if practice else typed["text"],
            "sender": Sender.PRESCRIBER,
            "subject": Subject.QUESTION,
            "best_time": BestTime.ANY,
        }
