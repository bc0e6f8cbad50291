"""Studies and words for machines, in the words of schema.org.

The claims are not among them: a ClaimReview must name who made the claim and give it a rating on
a scale, and ours answers what many say in words.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from ldn_site.articles.models import GlossaryTerm
from ldn_site.evidence import citing
from ldn_site.evidence.models import Design, Reference
from ldn_site.pages.structured import SCHEMA
from ldn_site.pages.trails import absolute

# The others are labels, laws, news and the like.
SCHOLARLY = frozenset(
    {
        Design.RANDOMISED_TRIAL,
        Design.CONTROLLED_TRIAL,
        Design.OBSERVATIONAL,
        Design.CASE_SERIES,
        Design.SYSTEMATIC_REVIEW,
        Design.REVIEW,
        Design.LABORATORY,
    }
)


def page_on_a_work(reference: Reference, title: str, description: str) -> dict[str, Any]:
    """Our page on a published work, and the work itself, which is somebody else's."""
    return {
        "@context": SCHEMA,
        "@type": "MedicalWebPage",
        "url": absolute(reverse("pages:study", args=[reference.pk])),
        "name": title,
        "description": " ".join(description.split()),
        "inLanguage": "en",
        "mainEntity": _work(reference),
    }


def _work(reference: Reference) -> dict[str, Any]:
    data = citing.printed(reference)
    facts = {
        "author": [author for author in reference.authors if author != citing.ET_AL],
        "isPartOf": {"@type": "Periodical", "name": reference.journal} if reference.journal else "",
        "datePublished": str(reference.year or ""),
        "sameAs": [address for _name, address in citing.links(data)],
        "creativeWorkStatus": "Retracted" if reference.retracted else "",
    }
    is_scholarly = reference.design in SCHOLARLY
    if not is_scholarly:
        facts["isPartOf"] = ""  # where it stands is no journal
    return {
        "@type": "MedicalScholarlyArticle" if is_scholarly else "CreativeWork",
        "name": reference.title,
        **{name: fact for name, fact in facts.items() if fact},
    }


def defined_terms(terms: Iterable[GlossaryTerm], name: str) -> dict[str, Any]:
    page = absolute(reverse("pages:glossary"))
    return {
        "@context": SCHEMA,
        "@type": "DefinedTermSet",
        "url": page,
        "name": name,
        "inLanguage": "en",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term.term,
                "description": term.definition,
                "url": f"{page}#term-{term.slug}",
            }
            for term in terms
        ],
    }
