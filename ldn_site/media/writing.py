"""The one way in for pictures: admin, the editor and the importer all come through here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.markup import compose
from ldn_site.media import keeping
from ldn_site.media.decoding import Master
from ldn_site.media.models import Picture
from ldn_site.media.uses import Use, find_uses, kept_digests
from ldn_site.trail.recording import COMMAND, record

WORDS = ("alt", "caption", "credit")


class InUse(Exception):
    """A picture cannot go while texts name it; `uses` are those texts."""

    def __init__(self, uses: Sequence[Use]) -> None:
        titles = ", ".join(dict.fromkeys(use.title for use in uses))
        super().__init__(_("It is used in: %s. Take it out there first.") % titles)
        self.uses = uses


def save_picture(
    picture: Picture, *, by: User | None, master: Master | None = None, note: str = ""
) -> Picture:
    """Check and store `picture`, with a new file where `master` is given.

    Texts that show it are then live with changes; what is published keeps the old file. Raises
    ValidationError by field, and CannotKeep when the storage fails. A save that changes nothing
    leaves no history entry.
    """
    stored = Picture.objects.filter(pk=picture.pk).first()
    _tidy(picture)
    if master:
        picture.digest, picture.width, picture.height = master.digest, master.width, master.height
    picture.uploaded_by = stored.uploaded_by if stored else str(by or COMMAND)[:150]
    picture.full_clean()
    # Outside the transaction: drawing takes a second or two, and nobody should wait to write.
    _draw(picture, stored, master)
    with transaction.atomic():
        stored = Picture.objects.select_for_update().filter(pk=picture.pk).first()
        if stored and _values(stored) == _values(picture):
            return stored
        picture._history_user = by  # type: ignore[attr-defined]
        picture._change_reason = note[:100]  # type: ignore[attr-defined]
        picture.save(force_insert=stored is None)
        is_other_file = bool(stored and stored.digest != picture.digest)
        verb = "added" if not stored else "replaced" if is_other_file else "changed"
        record(verb, picture, by=by, detail=note)
    return picture


@transaction.atomic
def delete_picture(picture: Picture, *, by: User | None) -> None:
    """Take the picture away, with its files unless a publication shows them. Raises InUse."""
    picture = Picture.objects.select_for_update().get(pk=picture.pk)
    if uses := find_uses([picture.pk]).get(picture.pk, []):
        raise InUse(uses)
    digests = {picture.digest, *picture.history.values_list("digest", flat=True)}
    record("deleted", picture, by=by)
    picture._history_user = by  # type: ignore[attr-defined]
    picture.delete()
    shared = set(Picture.objects.filter(digest__in=digests).values_list("digest", flat=True))
    unused = digests - shared - kept_digests(digests)
    transaction.on_commit(lambda: keeping.remove(unused))


def _draw(picture: Picture, stored: Picture | None, master: Master | None) -> None:
    before = (stored.digest, stored.focal) if stored else None
    if before == (picture.digest, picture.focal):
        return
    keeping.keep(master or keeping.master(picture.digest), picture.focal)


def _tidy(picture: Picture) -> None:
    """One spelling for one text: NFC, on one line, nothing around it."""
    for name in WORDS:
        setattr(picture, name, " ".join(compose(getattr(picture, name)).split()))


def _values(row: Picture) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
