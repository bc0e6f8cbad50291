from dataclasses import dataclass, field

from ldn_site.articles.library import Library
from ldn_site.articles.models import Publication
from ldn_site.articles.resolving import RENDERER, made_from
from ldn_site.markup import render


@dataclass
class Renewal:
    """What came of making old HTML again."""

    renewed: int = 0
    refused: list[str] = field(default_factory=list)  # a line each, with what must be mended


def rerender_outdated() -> Renewal:
    """Make the HTML of every publication again that an older renderer made.

    What was signed stays as it is: only what the renderer derives from the frozen source and
    inputs is replaced, so that a fix to the renderer or the sanitizer reaches every page. A
    text that today's renderer refuses keeps its old HTML and is named.
    """
    renewal = Renewal()
    for publication in Publication.objects.exclude(renderer=RENDERER).iterator():
        rendered = render(publication.source, Library.frozen(publication.inputs).resources)
        if rendered.blockers:
            fault = rendered.blockers[0]
            renewal.refused.append(f"{publication}, line {fault.line}: {fault.message}")
            continue
        Publication.objects.filter(pk=publication.pk).update(
            renderer=RENDERER, **made_from(rendered)
        )
        renewal.renewed += 1
    return renewal
