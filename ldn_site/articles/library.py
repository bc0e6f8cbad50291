"""Everything an article may call on by name, as one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings

from ldn_site.articles.exceptions import SignedException, load_exceptions
from ldn_site.articles.models import Article, GlossaryTerm, SharedBlock
from ldn_site.evidence.citing import as_study, printed
from ldn_site.evidence.models import Reference
from ldn_site.markup import Resources, Term
from ldn_site.media import printing
from ldn_site.media.models import Picture
from ldn_site.pharmacy.facts import FACT_NAMES


@dataclass(frozen=True)
class Library:
    """References and pictures (their printed data by name), shared blocks (Markdown), glossary.

    `paths` holds the addresses that articles have or will have, for checking links;
    `exceptions` the findings of the checker that stand by decision; `studies` the references
    as rows, for what is counted of them and not printed.
    """

    references: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    paths: frozenset[str] = frozenset()
    exceptions: tuple[SignedException, ...] = ()
    studies: tuple[Reference, ...] = ()

    @classmethod
    def load(cls) -> Library:
        """The library as the database has it now, in five queries."""
        rows = tuple(Reference.objects.all())
        return cls(
            references={row.pk: printed(row) for row in rows},
            blocks=dict(SharedBlock.objects.values_list("name", "body")),
            pictures={row.pk: printing.printed(row) for row in Picture.objects.all()},
            terms=load_terms(),
            paths=frozenset(article.path for article in Article.objects.only(*PATH_FIELDS)),
            exceptions=load_exceptions(settings.CONTENT_DIR),
            studies=rows,
        )

    @classmethod
    def frozen(cls, inputs: Mapping[str, Any]) -> Library:
        """The library as it was when a publication was made, from its inputs."""
        return cls(
            references=inputs["references"], blocks=inputs["blocks"], pictures=inputs["images"]
        )

    @cached_property
    def resources(self) -> Resources:
        """What the renderer takes. Glossary links are put in when a page is composed."""
        return Resources(
            references={key: as_study(key, data) for key, data in self.references.items()},
            blocks=self.blocks,
            images={name: printing.as_image(data) for name, data in self.pictures.items()},
            facts=FACT_NAMES,
        )


PATH_FIELDS = ("id", "language", "topic", "slug")


def load_terms() -> tuple[Term, ...]:
    return tuple(
        Term(row.slug, row.term, tuple(row.variants), row.definition)
        for row in GlossaryTerm.objects.all()
    )
