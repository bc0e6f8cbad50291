from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication
from ldn_site.pages.caching import public_page
from ldn_site.pages.listing import evidence_ladder
from ldn_site.pages.rendering import render_page
from ldn_site.pages.structured import website
from ldn_site.pharmacy.facts import the_pharmacy

# Pages that the home page leads to where they are live.
LINKED = {
    "what_is_ldn": "what-is-ldn",
}


@public_page
def home(request: HttpRequest) -> HttpResponse:
    live = dict(
        Publication.objects.live()
        .filter(article__in=LINKED.values())
        .values_list("article_id", "path")
    )
    pharmacy = the_pharmacy()
    return render_page(
        request,
        "pages/home.html",
        {
            "ladder": evidence_ladder(),
            "paths": {name: live.get(article, "") for name, article in LINKED.items()},
        },
        title=_("Low-dose naltrexone (LDN) in plain words"),
        description=_(
            "What low-dose naltrexone is, what studies found, who should not take it, and how to "
            "talk with your doctor. Written by a pharmacy that makes it."
        ),
        json_ld=[website(pharmacy)],
        pharmacy=pharmacy,
    )
