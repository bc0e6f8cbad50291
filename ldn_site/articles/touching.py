"""Which pages something that happened may have changed, by the trail.

Rather too many than too few: a page that is looked at in vain costs a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from ldn_site.articles.models import Article, GlossaryTerm, SharedBlock
from ldn_site.evidence.models import Reference
from ldn_site.media.models import Picture
from ldn_site.trail.models import Event

ARTICLE, BLOCK, TERM, REFERENCE, PICTURE = (
    str(model._meta.verbose_name_raw)
    for model in (Article, SharedBlock, GlossaryTerm, Reference, Picture)
)
MOST_WORDS = 200  # beyond so many, every page is as good as touched
AT_ONCE = 50


def touched_by(events: Iterable[Event]) -> set[str]:
    """The articles that may stand otherwise, or have other findings, after `events`."""
    things: dict[str, set[str]] = {}
    added = set()
    for event in events:
        things.setdefault(event.thing_kind, set()).add(event.thing_id)
        if event.thing_kind == ARTICLE and event.verb == "added":
            added.add(event.thing_id)
    articles = things.get(ARTICLE, set())
    studies = things.get(REFERENCE, set())
    words = things.get(BLOCK, set()) | studies | _moved(articles, added)
    words |= things.get(PICTURE, set()) | _forms_of(things.get(TERM, set()))
    return articles | _holding(words) | _about_conditions_of(studies)


def _moved(articles: Collection[str], added: Collection[str]) -> set[str]:
    """The addresses, old and new, of articles that have come or moved: links may lead there."""
    if not articles:
        return set()
    paths: dict[str, set[str]] = {}
    saves = Article.history.filter(id__in=articles).order_by()
    for save in saves.values("id", "language", "topic", "slug").distinct():
        paths.setdefault(save["id"], set()).add(Article(**save).path)
    return {path for pk, of in paths.items() if pk in added or len(of) > 1 for path in of}


def _forms_of(terms: Collection[str]) -> set[str]:
    rows = GlossaryTerm.objects.filter(pk__in=terms) if terms else ()
    return {form for row in rows for form in (row.term, *row.variants)}


def _about_conditions_of(studies: Collection[str]) -> set[str]:
    """What a page about a condition says is weighed against all studies of it, cited or not."""
    rows = Reference.objects.filter(pk__in=studies) if studies else ()
    slugs = {slug for row in rows for slug in row.conditions}
    return set(Article.objects.filter(slug__in=slugs).values_list("pk", flat=True))


def _holding(words: Collection[str]) -> set[str]:
    """The articles that name one of `words`, themselves or in a shared block."""
    if not words:
        return set()
    blocks = SharedBlock.objects.filter(_names_one_of(words)) if len(words) <= MOST_WORDS else ()
    wanted = sorted({*words, *(block.pk for block in blocks)})
    if len(wanted) > MOST_WORDS:
        return set(Article.objects.values_list("pk", flat=True))
    return {
        pk
        for start in range(0, len(wanted), AT_ONCE)
        for pk in Article.objects.filter(_names_one_of(wanted[start : start + AT_ONCE]))
        .order_by()
        .values_list("pk", flat=True)
    }


def _names_one_of(words: Iterable[str]) -> Q:
    held = Q()
    for word in words:
        held |= Q(body__icontains=word)
    return held
