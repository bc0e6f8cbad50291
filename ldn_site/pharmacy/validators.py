"""What a fact must be like before it is printed. Each refusal says what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ldn_site.design.phones import read_phone
from ldn_site.pharmacy.reading import HoursUnreadable, read_hours

NPI_PREFIX = "80840"  # the United States and health care; stands before each NPI in its check


def is_a_phone(text: str) -> None:
    if read_phone(text) is None:
        raise ValidationError(
            _("“%(text)s” is not a phone number that can be called. Give all ten digits."),
            params={"text": text},
        )


def are_hours(text: str) -> None:
    try:
        read_hours(text)
    except HoursUnreadable as unreadable:
        raise ValidationError(unreadable.problems) from None


def is_an_npi(text: str) -> None:
    if len(text) != 10 or not text.isascii() or not text.isdigit():
        raise ValidationError(_("An NPI has 10 digits and nothing else."))
    digits = [int(digit) for digit in reversed(NPI_PREFIX + text)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    if (sum(digits[::2]) + doubled) % 10:
        raise ValidationError(
            _("The digits of “%(text)s” do not fit together, so one is wrong or two are swapped."),
            params={"text": text},
        )


def is_an_ncpdp_id(text: str) -> None:
    if len(text) != 7 or not text.isascii() or not text.isdigit():
        raise ValidationError(_("An NCPDP ID has 7 digits and nothing else."))
