from django.db import transaction

from ldn_site.articles.library import Library
from ldn_site.articles.models import Publication
from ldn_site.articles.resolving import RENDERER, made_from
from ldn_site.markup import render


def rerender(publication: Publication) -> None:
    """Make the HTML of `publication` again from its own frozen source and inputs.

    What was signed stays as it is: only what the renderer derives from it is replaced, so
    that a fix to the renderer or the sanitizer reaches every page.
    """
    rendered = render(publication.source, Library.frozen(publication.inputs).resources)
    if rendered.blockers:
        raise ValueError("; ".join(finding.message for finding in rendered.blockers))
    Publication.objects.filter(pk=publication.pk).update(renderer=RENDERER, **made_from(rendered))


@transaction.atomic
def rerender_outdated() -> int:
    """Renew every publication that an older renderer made; returns how many."""
    outdated = list(Publication.objects.exclude(renderer=RENDERER))
    for publication in outdated:
        rerender(publication)
    return len(outdated)
