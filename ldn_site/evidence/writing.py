"""The one way in for references and claims: admin and importer both come through here."""

from typing import Any

from django.db import transaction

from ldn_site.accounts.models import User
from ldn_site.evidence.models import Claim, Reference
from ldn_site.trail.recording import record


@transaction.atomic
def save_reference(reference: Reference, *, by: User | None, note: str = "") -> Reference:
    """Check and store `reference`; pages that cite it are then live with changes.

    Raises ValidationError by field. A save that changes nothing leaves no history entry.
    """
    stored = Reference.objects.select_for_update().filter(pk=reference.pk).first()
    reference._state.adding = stored is None
    reference.full_clean()
    if stored is None or _values(stored) != _values(reference):
        reference._history_user = by  # type: ignore[attr-defined]
        reference._change_reason = note[:100]  # type: ignore[attr-defined]
        reference.save(force_insert=stored is None)
        record("changed" if stored else "added", reference, by=by, detail=note)
    return reference


@transaction.atomic
def save_claim(claim: Claim, *, by: User | None) -> Claim:
    """Check and store `claim`. Raises ValidationError by field."""
    stored = Claim.objects.select_for_update().filter(pk=claim.pk).first()
    claim._state.adding = stored is None
    claim.full_clean()
    if stored is None or _values(stored) != _values(claim):
        claim.save(force_insert=stored is None)
        record("changed" if stored else "added", claim, by=by)
    return claim


def _values(row: Reference | Claim) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
