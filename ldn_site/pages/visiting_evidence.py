"""The evidence on one condition in a few lines, for a doctor who has two minutes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence.counting import TRIALS, inputs_of
from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.pages.conditions import NAMES, condition_name
from ldn_site.pages.filters import address_of
from ldn_site.pages.listing import EvidenceGrade, grade_of
from ldn_site.pages.studies import LISTED, direction_words, label_of
from ldn_site.pages.trails import absolute

MOST_TRIALS = 6
MOST_NAMED = 12
# Where there is no room for all, those that found no benefit are the last to go.
FIRST_TO_STAY = {Direction.NO_CLEAR_BENEFIT: 0, Direction.MIXED: 1, Direction.BENEFIT: 2}


@dataclass(frozen=True)
class Trial:
    """A trial with a comparison group, in one line."""

    key: str
    citation: str
    facts: str
    direction: str
    direction_words: str


@dataclass(frozen=True)
class Evidence:
    """One condition, as the sheet shows it."""

    key: str
    name: str
    grade: EvidenceGrade | None
    trials: Sequence[Trial]
    more: str
    reviews: str
    uncompared: str
    aside: str
    address: str


def load(also: Collection[str]) -> tuple[list[Evidence], dict[str, Reference]]:
    """What there is on each condition with a live page, and references by key, `also` included."""
    wanted = Q(design__in=LISTED) | Q(pk__in=also)
    references = {r.pk: r for r in Reference.objects.filter(wanted)}
    live = (
        Publication.objects.live()
        .filter(topic=Topic.CONDITIONS, language="en")
        .only("article_id", "title", "evidence", "evidence_reason")
    )
    found = [evidence_on(publication, references.values()) for publication in live]
    return sorted(found, key=lambda evidence: evidence.name.casefold()), references


def evidence_on(publication: Publication, references: Iterable[Reference]) -> Evidence:
    key = publication.article_id
    about = [r for r in references if key in r.conditions]
    inputs = inputs_of(about)
    shown = _that_fit(inputs.trials.studies)
    reviews = [
        r
        for r in about
        if r.design == Design.SYSTEMATIC_REVIEW and r.direction in FIRST_TO_STAY and not r.retracted
    ]
    aside = [r for r in (*inputs.harms.studies, *inputs.aside.studies) if r.design in TRIALS]
    return Evidence(
        key=key,
        name=condition_name(key) if key in NAMES else publication.title,
        grade=grade_of(publication),
        trials=[_trial(r) for r in shown],
        more=_left_out(len(inputs.trials) - len(shown)),
        reviews=by_direction(reviews),
        uncompared=by_direction(inputs.others.studies),
        aside=_named(aside),
        address=address_of(spoken(reverse("pages:evidence")), condition=key if any(inputs) else ""),
    )


def spoken(path: str) -> str:
    """The address of `path` as people say and type it."""
    return absolute(path).split("://", 1)[1]


def citation(reference: Reference) -> str:
    """Author and year, journal, and where to find it: "Cree 2010, Annals of Neurology, PMID 1"."""
    label = label_of(reference)
    journal = reference.journal if not label.startswith(reference.journal or "?") else ""
    if reference.pmid:
        where = f"PMID {reference.pmid}"
    else:
        where = f"doi:{reference.doi}" if reference.doi else ""
    return ", ".join(part for part in (label, _brief(journal), where) if part)


def by_direction(references: Iterable[Reference]) -> str:
    """Labels of works by what they found, no benefit first."""
    groups: dict[str, list[Reference]] = {}
    for reference in references:
        groups.setdefault(reference.direction, []).append(reference)
    parts = [
        f"{direction_words(groups[way][0]).lower()}: {_named(groups[way])}"
        for way in FIRST_TO_STAY
        if way in groups
    ]
    return "; ".join(parts)


def _that_fit(trials: Sequence[Reference]) -> list[Reference]:
    """The trials that there is room for, the largest first."""
    kept = sorted(trials, key=lambda r: (FIRST_TO_STAY[Direction(r.direction)], -(r.n or 0), r.pk))
    return sorted(kept[:MOST_TRIALS], key=lambda r: (-(r.n or 0), r.pk))


def _left_out(number: int) -> str:
    if not number:
        return ""
    words = ngettext("%d more trial is in the list.", "%d more trials are in the list.", number)
    return words % number


def _trial(reference: Reference) -> Trial:
    people = _("%d people") % reference.n if reference.n else ""
    comparator = _brief(reference.comparator)
    against = "" if comparator == "placebo" else _("against %s") % comparator
    facts = (people, _brief(reference.dose), _brief(reference.duration), against)
    return Trial(
        key=reference.pk,
        citation=citation(reference),
        facts=", ".join(part for part in facts if part),
        direction=reference.direction,
        direction_words=direction_words(reference).lower(),
    )


def _named(references: Sequence[Reference]) -> str:
    """Labels in order of year, each once; too many are counted."""
    labels = list(dict.fromkeys(map(label_of, sorted(references, key=lambda r: r.year or 0))))
    rest = len(labels) - MOST_NAMED
    more = [_("and %d more") % rest] if rest > 0 else []
    return ", ".join([*labels[:MOST_NAMED], *more])


def _brief(text: str) -> str:
    """Without what stands in brackets or came later."""
    return text.split(" (")[0].split(", then")[0].removesuffix(" per period")


def short_names(
    keys: Iterable[str], names: Mapping[str, str | Promise], known: Mapping[str, Reference]
) -> str:
    """How a line names the works it rests on; a work that is gone or retracted is not named."""
    found = [
        str(names.get(key) or label_of(known[key]))
        for key in keys
        if key in known and not known[key].retracted
    ]
    return ", ".join(dict.fromkeys(found))
