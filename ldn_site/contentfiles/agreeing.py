from collections.abc import Iterable, Mapping

from django.utils import timezone

from ldn_site.contentfiles.canonical import file_digest
from ldn_site.contentfiles.models import Agreement
from ldn_site.contentfiles.shapes import Kind, Piece

# What each piece said when two sides last said the same.
Digests = Mapping[tuple[Kind, str], str]


def agreements() -> dict[tuple[Kind, str], str]:
    """The digest on which file and database last agreed, for each piece."""
    return {
        (Kind(kind), key): digest
        for kind, key, digest in Agreement.objects.values_list("kind", "key", "digest")
    }


def agree(pieces: Iterable[Piece]) -> None:
    """Note that file and database now say the same of `pieces`."""
    known = agreements()
    digests = {piece.name: file_digest(piece) for piece in pieces}
    Agreement.objects.bulk_create(
        [
            Agreement(kind=kind.value, key=key, digest=digest, agreed_at=timezone.now())
            for (kind, key), digest in digests.items()
            if known.get((kind, key)) != digest
        ],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["digest", "agreed_at"],
    )


def forget(pieces: Iterable[Piece]) -> None:
    """Note that neither side has these pieces any longer."""
    for piece in pieces:
        Agreement.objects.filter(kind=piece.kind.value, key=piece.key).delete()
