"""Claims as their page shows them, with the works that speak to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ldn_site.evidence.models import Claim, Reference, Verdict
from ldn_site.pages.filters import Field, Narrowed, narrow
from ldn_site.pages.studies import label_of

LONGEST_WORDS = 200  # of what is looked for, in characters
# In the order in which a page shows them: what could mislead somebody comes first.
MEANINGS = {
    Verdict.CONTRADICTED: gettext_lazy("Good sources say the opposite."),
    Verdict.MISLEADING: gettext_lazy("It leaves out or bends what you need to know."),
    Verdict.UNSUPPORTED: gettext_lazy("We found no good studies that show it."),
    Verdict.UNVERIFIABLE: gettext_lazy("Nobody can check it from what has been published."),
    Verdict.PARTLY_SUPPORTED: gettext_lazy("Part of it is true. The rest goes too far."),
    Verdict.SUPPORTED: gettext_lazy("Good sources say the same."),
}


@dataclass(frozen=True)
class Work:
    """A source of an answer, as a short link."""

    label: str
    title: str
    path: str
    is_retracted: bool


@dataclass(frozen=True)
class Checked:
    """A claim beside what the evidence says of it."""

    anchor: str
    claim: str
    verdict: str
    verdict_words: str
    answer: str
    works: Sequence[Work]


@dataclass(frozen=True)
class Shelf:
    """The claims that got one verdict."""

    verdict: str
    name: str
    meaning: str
    claims: Sequence[Checked]


def found(asked: QueryDict) -> Narrowed[Claim]:
    """The claims with every word of `q` and the verdict asked for."""
    words = words_in(asked)
    claims = [
        claim
        for claim in Claim.objects.all()
        if all(word in _folded(f"{claim.claim} {claim.answer}") for word in _folded(words).split())
    ]
    verdicts = Field[Claim](
        "verdict",
        _("Verdict"),
        {verdict.value: str(verdict.label) for verdict in MEANINGS},
        lambda claim: [claim.verdict],
    )
    return narrow(claims, [verdicts], asked, reverse("pages:claims"), q=words)


def words_in(asked: QueryDict) -> str:
    """What the visitor is looking for, on one line."""
    return " ".join(asked.get("q", "").replace("\0", " ").split())[:LONGEST_WORDS]


def shelved(claims: Iterable[Claim]) -> list[Shelf]:
    """The claims by verdict, in the order of MEANINGS."""
    claims = list(claims)
    keys = {key for claim in claims for key in claim.references}
    works = {reference.pk: _work(reference) for reference in Reference.objects.filter(pk__in=keys)}
    shelves = []
    for verdict, meaning in MEANINGS.items():
        checked = [_checked(claim, works) for claim in claims if claim.verdict == verdict]
        if checked:
            shelves.append(Shelf(verdict.value, str(verdict.label), str(meaning), checked))
    return shelves


def _checked(claim: Claim, works: dict[str, Work]) -> Checked:
    return Checked(
        anchor=f"claim-{claim.pk}",
        claim=claim.claim,
        verdict=claim.verdict,
        verdict_words=str(Verdict(claim.verdict).label),
        answer=claim.answer,
        works=[works[key] for key in claim.references if key in works],
    )


def _work(reference: Reference) -> Work:
    path = reverse("pages:study", args=[reference.pk])
    return Work(label_of(reference), reference.title, path, reference.retracted)


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'")
