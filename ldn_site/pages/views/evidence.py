"""The studies as a list, as files to take away, and one by one."""

from collections.abc import Callable, Iterable

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence import citing
from ldn_site.evidence.counting import OF_PEOPLE, inputs_of
from ldn_site.evidence.interchange import to_csl, to_csv, to_ris
from ldn_site.evidence.models import Claim, Design, Reference
from ldn_site.markup.text import join_units
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.conditions import condition_name
from ldn_site.pages.listing import grade_of
from ldn_site.pages.plainly import answer, heading, how_it_was_done, in_plain_words
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sources import source_of
from ldn_site.pages.structured_works import page_on_a_work
from ldn_site.pages.studies import (
    compared_with,
    conditions_without,
    direction_words,
    figure_of,
    grouped,
    narrowed,
)
from ldn_site.pages.tallies import last_search

FORMATS: dict[str, tuple[Callable[[Iterable[Reference]], str], str]] = {
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "ris": (to_ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (to_csl, "application/vnd.citationstyles.csl+json"),
}


@public_page
def studies(request: HttpRequest) -> HttpResponse:
    """Every study of people by condition; `condition`, `design`, `direction` filter."""
    found = narrowed(request.GET)
    groups = grouped(found.items, only=found.chosen.get("condition", ""))
    pages = {
        page.article_id: page
        for page in Publication.objects.live()
        .filter(article__in=[group.key for group in groups], topic=Topic.CONDITIONS, language="en")
        .only("article_id", "path", "title", "evidence", "evidence_reason")
    }
    chosen = ", ".join(found.labels)
    return render_page(
        request,
        "pages/evidence.html",
        {
            "found": found,
            "chosen": chosen,
            "groups": [
                (group, page, grade_of(page) if page else None)
                for group in groups
                for page in [pages.get(group.key)]
            ],
            "without": "" if chosen else conditions_without(found.items),
            "count": sum(study.design in OF_PEOPLE for study in found.items),
            "reviews": sum(study.design not in OF_PEOPLE for study in found.items),
            "inputs": inputs_of(found.items),
            "searched_on": last_search(),
        },
        title=(
            _("Studies: %s") % chosen if chosen else _("The evidence: every study of LDN in people")
        ),
        description=_(
            "Each study we know of, by condition: who took part, the dose, how long it ran and "
            "what it found. Those that found no benefit are here too."
        ),
        crumbs=[trails.home()],
        is_indexed=not chosen,
    )


@public_page
def download(request: HttpRequest, extension: str) -> HttpResponse:
    """The studies that the same filters would list, as a file for other programs."""
    write, content_type = FORMATS[extension]
    response = HttpResponse(write(narrowed(request.GET).items), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="ldn-studies.{extension}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@public_page
def study(request: HttpRequest, key: str) -> HttpResponse:
    reference = get_object_or_404(Reference, pk=key)
    data = citing.printed(reference)
    label = citing.label(data)
    title = f"{label}: {reference.title}"
    # A key stands in the list of citations between quotation marks, and no key holds one.
    is_cited = Q(cited__contains=f'"{reference.pk}"')
    live = (
        Publication.objects.live()
        .annotate(cited=Cast("citations", TextField()))
        .filter(is_cited | Q(article__in=reference.conditions, topic=Topic.CONDITIONS))
        .order_by("title")
    )
    pages = list(live.filter(language="en").values_list("article_id", "title", "path", "citations"))
    paths = {article: path for article, _title, path, _citations in pages}
    return render_page(
        request,
        "pages/study.html",
        {
            "reference": reference,
            "label": label,
            "design": Design(reference.design).label,
            "direction": direction_words(reference),
            "heading": heading(reference),
            "answer": answer(reference),
            "how": how_it_was_done(reference),
            "dose": join_units(reference.dose),
            "comparator": compared_with(reference),
            "conditions": [
                (condition_name(condition), paths.get(condition, ""))
                for condition in reference.conditions
            ],
            "figure": figure_of(reference),
            "source": source_of(reference.pk, data),
            "citing_pages": [
                (title, path) for _article, title, path, cited in pages if reference.pk in cited
            ],
            "claims": list(
                Claim.objects.annotate(cited=Cast("references", TextField())).filter(is_cited)
            ),
        },
        title=title,
        description=in_plain_words(reference),
        kind="article",
        crumbs=trails.to_evidence(),
        json_ld=[page_on_a_work(reference, title, in_plain_words(reference))],
    )
