"""Who answers for a page, for its review line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ldn_site.articles.models import Publication, SignOff
from ldn_site.articles.resolving import publication_digest


@dataclass(frozen=True)
class Review:
    """A clinical reviewer's sign-off of exactly the text on a page."""

    name: str
    credential: str
    signed_on: date
    due_on: date
    is_by_author: bool = False  # this person also wrote part of what they signed

    @property
    def is_overdue(self) -> bool:
        return self.days_overdue > 0

    @property
    def days_overdue(self) -> int:
        """Days past the due date; 0 or less while the review holds."""
        return (timezone.localdate() - self.due_on).days


def review_of(publication: Publication) -> Review | None:
    """The newest sign-off of exactly this text, or None where nobody has signed it.

    Found by the digest of what is printed, so a text that was published first and signed
    later carries its reviewer's name, and no other text ever does.
    """
    sign_off = (
        SignOff.objects.filter(
            article=publication.article_id, review_digest=publication_digest(publication)
        )
        .order_by("-pk")
        .first()
    )
    if sign_off is None:
        return None
    return Review(
        name=sign_off.reviewer_name,
        credential=sign_off.credential,
        signed_on=timezone.localdate(sign_off.signed_at),
        due_on=sign_off.review_due_on,
        is_by_author=sign_off.is_by_author,
    )
