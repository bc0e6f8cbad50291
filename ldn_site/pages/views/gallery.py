from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _

from ldn_site.evidence import citing
from ldn_site.markup.drawings import DRAWINGS
from ldn_site.pages import samples, samples_written
from ldn_site.pages.caching import public_page
from ldn_site.pages.gallery import part_of, parts_written
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sources import source_of

COLORS = (
    *("paper", "surface", "sunk", "ink", "ink-quiet", "rule", "edge"),
    *("accent", "accent-strong", "on-accent", "tint"),
    *("warn", "warn-surface", "danger", "danger-surface"),
    *("ink-tint", "ink-full", "ink-warm", "ink-clay", "mark", "focus-near", "focus-far"),
)
SIZES = ("h1", "h2", "h3", "lead", "body", "small")
SPACES = range(1, 8)


@public_page
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part of the site for those who make it. No page leads here."""
    resources = samples_written.resources(static("img/favicon.svg"))
    sections = [
        ("whole-page", _("On every page and in lists"), samples.whole_page()),
        ("evidence", _("Evidence"), samples.evidence()),
        ("contact", _("Forms, places and numbers"), samples.contact()),
        ("visit", _("For a visit"), samples.visit()),
    ]
    printed = citing.printed(samples.studies()[0])
    return render_page(
        request,
        "pages/gallery.html",
        {
            "colors": COLORS,
            "sizes": SIZES,
            "spaces": SPACES,
            "drawings": DRAWINGS,
            "written": parts_written(samples_written.WRITTEN, resources, samples_written.FACTS),
            "sources": [source_of(study.key, printed) for study in samples_written.STUDIES],
            "sections": [
                (anchor, name, [part_of(sample) for sample in found])
                for anchor, name, found in sections
            ],
        },
        title=_("The parts of this site"),
        description=_("Every part of this site in each of its states, with made-up samples."),
        is_indexed=False,
    )
