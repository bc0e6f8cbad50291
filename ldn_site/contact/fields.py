"""Text that is encrypted in the database. ``FIELD_KEYS``: the first encrypts, all decrypt."""

from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text field whose column holds only ciphertext. It cannot be searched or sorted."""

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return ""
        return _cipher().encrypt(str(value).encode()).decode("ascii")

    def from_db_value(self, value: Any, *_: Any) -> Any:
        if not value:
            return ""
        try:
            return _cipher().decrypt(value.encode("ascii")).decode()
        except InvalidToken as error:
            # Never the ciphertext on a screen: a wrong key is a fault of the installation.
            raise ImproperlyConfigured(
                "None of the FIELD_KEYS opens a stored message. Bring back the key it was "
                "written with."
            ) from error
