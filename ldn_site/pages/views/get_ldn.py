"""How to get LDN: the steps, the two counters, and the form to write to them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ldn_site.articles.models import Publication
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.posting import PATIENTS, empty_form, take_message, with_steady_etag
from ldn_site.pages.rendering import render_page
from ldn_site.pages.structured_places import pharmacies
from ldn_site.pharmacy.facts import the_pharmacy

# Pages that this page leads to where they are live.
LINKED = {
    "opioids": "opioids-and-other-medicines",
    "cautions": "who-should-not-take-ldn",
    "visit": "is-ldn-right-for-me",
    "side_effects": "side-effects",
    "cost": "cost-and-getting-it",
    "earn": "who-we-are-and-how-we-earn",
}


@csrf_exempt  # no cookie, so no token: see ldn_site.guards.origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def get_ldn(request: HttpRequest) -> HttpResponse:
    return take_message(request, PATIENTS) if request.method == "POST" else _page(request)


@public_page
def _page(request: HttpRequest) -> HttpResponse:
    form = empty_form(PATIENTS)
    pharmacy = the_pharmacy()
    places = list(form.locations.values())
    live = dict(
        Publication.objects.live()
        .filter(article__in=LINKED.values())
        .values_list("article_id", "path")
    )
    context: dict[str, Any] = {
        "form": form,
        "places": [place for place in places if place.has_details],
        "bare_places": [place for place in places if not place.has_details],
        "paths": {name: live.get(article, "") for name, article in LINKED.items()},
    }
    page = render_page(
        request,
        "pages/get_ldn.html",
        context,
        title=_("How to get LDN"),
        description=_(
            "See your doctor. If LDN is right for you, they send the prescription to us. "
            "The steps, and how to reach us."
        ),
        crumbs=[trails.home()],
        json_ld=pharmacies(places, of=pharmacy),
        pharmacy=pharmacy,
    )
    return with_steady_etag(page, form)
