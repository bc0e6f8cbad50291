"""A text with all that goes into it at one moment: as it stands, as published, as signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SharedBlock, SignOff
from ldn_site.articles.resolving import Resolved, Text, gather, review_digest
from ldn_site.evidence.citing import printed
from ldn_site.evidence.models import Reference
from ldn_site.markup import Rendered, render
from ldn_site.media import printing
from ldn_site.media.models import Picture
from ldn_site.pharmacy.facts import signs_alone


@dataclass(frozen=True)
class Frozen:
    """What a page says, with its shared blocks and studies as they were."""

    text: Text
    inputs: dict[str, Any]

    @classmethod
    def of_article(cls, article: Article, library: Library) -> Frozen:
        text = Text.of(article)
        return cls(text, gather(text, library))

    @classmethod
    def of_publication(cls, publication: Publication) -> Frozen:
        return cls(Text.of(publication), publication.inputs)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Frozen:
        return cls(Text(**data["text"]), data["inputs"])

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @cached_property
    def library(self) -> Library:
        return Library.frozen(self.inputs)

    @cached_property
    def digest(self) -> str:
        return review_digest(self.text, self.library)

    @cached_property
    def rendered(self) -> Rendered:
        return render(self.text.body, self.library.resources)

    def resolved(self) -> Resolved:
        return Resolved(self.text, self.inputs, self.digest, self.rendered)


def taken_as_read(sign_offs: QuerySet[SignOff]) -> QuerySet[SignOff]:
    """Those of `sign_offs` that spare the next reviewer the text they cover.

    What only its author signed, while one person signed alone, is read by a second person
    first once the rule holds again.
    """
    return sign_offs if signs_alone() else sign_offs.filter(is_by_author=False)


def as_last_signed(article: Article, library: Library) -> Frozen | None:
    """What the newest sign-off of `article` covers, of those that are taken as read; None
    where there is none.

    Taken from the publication made of it. A signed text that was never published is put
    together from history: then `digest` tells whether it came out letter by letter.
    """
    last = taken_as_read(article.sign_offs.order_by("-pk")).first()
    if last is None:
        return None
    published = article.publications.filter(review_digest=last.review_digest).first()
    if published:
        frozen = Frozen.of_publication(published)
        if frozen.digest == last.review_digest:
            return frozen
    return _as_of(article, last.signed_at, library)


def _as_of(article: Article, moment: datetime, library: Library) -> Frozen | None:
    """What the history holds for `moment`; None where the page has none that old."""
    saves = article.history.filter(history_date__lte=moment)
    save = saves.order_by("-history_date", "-history_id").first()
    if save is None:
        return None
    blocks = {row.name: row.body for row in SharedBlock.history.as_of(moment)}
    studies = {row.pk: printed(row) for row in Reference.history.as_of(moment)}
    pictures = {row.pk: printing.printed(row) for row in Picture.history.as_of(moment)}
    then = replace(
        library,
        pictures={**library.pictures, **pictures},
        blocks={**library.blocks, **blocks},
        references={**library.references, **studies},
    )
    return Frozen.of_article(save.instance, then)
