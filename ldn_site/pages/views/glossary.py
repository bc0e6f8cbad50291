from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.articles.models import GlossaryTerm
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.rendering import render_page
from ldn_site.pages.structured_works import defined_terms


@public_page
def glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: term.term.casefold())
    title = _("Medical words in plain words")
    return render_page(
        request,
        "pages/glossary.html",
        {"terms": terms},
        title=title,
        description=_("What the medical words on this site mean, in short sentences."),
        crumbs=[trails.home()],
        json_ld=[defined_terms(terms, title)],
    )
