"""Telephone numbers as people type them. A number without a country is a US number."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

COUNTRY = "US"


def read_phone(text: str) -> PhoneNumber | None:
    """The number that `text` holds, or None where no such number can exist."""
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def spoken(number: PhoneNumber) -> str:
    """One way to write `number` down: (713) 555-0123, or +44 20 7946 0018 from abroad."""
    abroad = phonenumbers.region_code_for_number(number) != COUNTRY
    style = PhoneNumberFormat.INTERNATIONAL if abroad else PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(number, style)
