from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence import citing
from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.plainly import in_plain_words
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sources import source_of
from ldn_site.pages.studies import (
    NOT_A_STUDY_OF_PEOPLE,
    condition_choices,
    figure_of,
)
from ldn_site.pages.studies import (
    studies as find_studies,
)


@public_page
def studies(request: HttpRequest) -> HttpResponse:
    """Every study of people in tables by condition; `condition`, `design`, `direction` filter."""
    choices: dict[str, list[tuple[str, Any]]] = {
        "condition": condition_choices(),
        "design": [choice for choice in Design.choices if choice[0] not in NOT_A_STUDY_OF_PEOPLE],
        "direction": Direction.choices,
    }
    chosen = {
        name: value if (value := request.GET.get(name, "")) in dict(known) else ""
        for name, known in choices.items()
    }
    groups = find_studies(**chosen)
    pages = dict(
        Publication.objects.live()
        .filter(article__in=[group.key for group in groups], topic=Topic.CONDITIONS, language="en")
        .values_list("article_id", "path")
    )
    is_filtered = any(chosen.values())
    return render_page(
        request,
        "pages/evidence.html",
        {
            "groups": [(group, pages.get(group.key, "")) for group in groups],
            "count": len({row.path for group in groups for row in group.rows}),
            "fields": [
                (name, label, choices[name], chosen[name])
                for name, label in (
                    ("condition", _("Condition")),
                    ("design", _("Kind of study")),
                    ("direction", _("What it found")),
                )
            ],
            "is_filtered": is_filtered,
        },
        title=_("The evidence: every study of LDN in people"),
        description=_(
            "Each study we know of, by condition: who took part, the dose, how long it ran and "
            "what it found. Those that found no benefit are here too."
        ),
        crumbs=[trails.home()],
        is_indexed=not is_filtered,
    )


@public_page
def study(request: HttpRequest, key: str) -> HttpResponse:
    reference = get_object_or_404(Reference, pk=key)
    data = citing.printed(reference)
    label = citing.label(data)
    pages = list(
        Publication.objects.live()
        .filter(article__in=reference.conditions, topic=Topic.CONDITIONS, language="en")
        .order_by("title")
        .only("title", "path")
    )
    return render_page(
        request,
        "pages/study.html",
        {
            "reference": reference,
            "label": label,
            "design": Design(reference.design).label,
            "in_plain_words": in_plain_words(reference),
            "figure": figure_of(reference),
            "source": source_of(reference.pk, data),
            "pages": pages,
        },
        title=f"{label}: {reference.title}",
        description=in_plain_words(reference),
        kind="article",
        crumbs=trails.to_evidence(),
    )
