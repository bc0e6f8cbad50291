"""Everything an article may call on by name, as one snapshot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q

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

    `paths` holds addresses that articles have or will have, for checking links, and `find_paths`
    says which of some others an article has: there may be thousands, and a page leads to a few.
    `exceptions` are the findings of the checker that stand by decision; `studies` the references
    as rows, for what is counted of them and not printed.
    """

    references: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    paths: frozenset[str] = frozenset()
    find_paths: Callable[[Set[str]], Set[str]] | None = None
    exceptions: tuple[SignedException, ...] = ()
    studies: tuple[Reference, ...] = ()

    @classmethod
    def load(cls) -> Library:
        """The library as the database has it now, in four queries."""
        rows = tuple(Reference.objects.all())
        return cls(
            references={row.pk: printed(row) for row in rows},
            blocks=dict(SharedBlock.objects.values_list("name", "body")),
            pictures={row.pk: printing.printed(row) for row in Picture.objects.all()},
            terms=load_terms(),
            find_paths=stored_paths,
            exceptions=load_exceptions(settings.CONTENT_DIR),
            studies=rows,
        )

    @classmethod
    def frozen(cls, inputs: Mapping[str, Any]) -> Library:
        """The library as it was when a publication was made, from its inputs."""
        return cls(
            references=inputs["references"], blocks=inputs["blocks"], pictures=inputs["images"]
        )

    def paths_among(self, paths: Set[str]) -> Set[str]:
        """Those of `paths` that are or will be the address of an article."""
        missing = paths - self.paths
        found = self.find_paths(missing) if self.find_paths and missing else frozenset()
        return (paths & self.paths) | found

    @cached_property
    def resources(self) -> Resources:
        """What the renderer takes. Glossary links are put in when a page is composed."""
        return Resources(
            references={key: as_study(key, data) for key, data in self.references.items()},
            blocks=self.blocks,
            images={name: printing.as_image(data) for name, data in self.pictures.items()},
            facts=FACT_NAMES,
        )


ADDRESS = re.compile(r"(?:/(?P<language>[a-z]{2}))?/(?P<topic>[^/]+)/(?P<slug>[^/]+)/")
MOST_AT_ONCE = 500  # values in one query; databases have their limits


def stored_paths(paths: Set[str]) -> Set[str]:
    """Those of `paths` that an article's working text has as its address. One query for as
    many as a page is likely to hold."""
    places = [found for path in sorted(paths) if (found := ADDRESS.fullmatch(path))]
    known: set[str] = set()
    for start in range(0, len(places), MOST_AT_ONCE):
        slugs: dict[tuple[str, str], list[str]] = {}
        for place in places[start : start + MOST_AT_ONCE]:
            slugs.setdefault((place["language"] or "en", place["topic"]), []).append(place["slug"])
        at_one = Q(pk__in=[])
        for (language, topic), some in slugs.items():
            at_one |= Q(language=language, topic=topic, slug__in=some)
        rows = Article.objects.filter(at_one).only("id", "language", "topic", "slug")
        known |= {row.path for row in rows}
    return known & paths


def load_terms() -> tuple[Term, ...]:
    return tuple(
        Term(row.slug, row.term, tuple(row.variants), row.definition)
        for row in GlossaryTerm.objects.all()
    )
