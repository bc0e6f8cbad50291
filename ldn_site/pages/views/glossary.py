from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.articles.models import GlossaryTerm
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.rendering import render_page
from ldn_site.pages.structured_works import defined_terms
from ldn_site.search.words import fold


@public_page
def glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: fold(term.term))
    title = _("Medical words in plain words")
    return render_page(
        request,
        "pages/glossary.html",
        {
            "letters": [(letter, list(some)) for letter, some in groupby(terms, _letter)],
            "count": len(terms),
        },
        title=title,
        description=_("What the medical words on this site mean, in short sentences."),
        crumbs=[trails.home()],
        json_ld=[defined_terms(terms, title)],
    )


def _letter(term: GlossaryTerm) -> str:
    """The letter under which the word stands, without its accent."""
    first = fold(term.term)[:1].upper()
    return first if first.isalpha() else "0–9"
