from typing import Any

from django.db import models

from ldn_site.guards.sealing import seal, unseal


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text field whose column holds only ciphertext. It cannot be searched or sorted."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(str(value)) if value else ""

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return unseal(value, what=f"a stored {self.model._meta.verbose_name}") if value else ""
