"""What the database may hold but not show. ``FIELD_KEYS``: the first encrypts, all decrypt."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class KeyMissing(ImproperlyConfigured):
    """A fault of the installation, and never a reason to show ciphertext."""


def seal(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, what: str) -> str:
    """The text again; `what` names it to whoever has to bring back a lost key."""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise KeyMissing(
            f"None of the FIELD_KEYS opens {what}. Bring back the key it was written with."
        ) from error


def unseal_recent(sealed: str, *, seconds: int) -> str | None:
    """What `seal` made within the last `seconds`; None for anything else, for it may be forged."""
    try:
        return _cipher().decrypt(sealed.encode(), ttl=seconds).decode()
    except InvalidToken:
        return None


def reseal(sealed: str, *, what: str) -> str:
    """The same text under the first key; unchanged where that is its key already."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(sealed.encode())
    except InvalidToken:
        return seal(unseal(sealed, what=what))
    return sealed


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
