"""The pictures that other sites show beside a link to ours."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ldn_site.media.cardkeeping import Busy, file_of
from ldn_site.pages.cards import find_card
from ldn_site.pharmacy.facts import the_pharmacy


@require_safe
def card(request: HttpRequest, kind: str, name: str, digest: str) -> HttpResponse:
    """The card of a page that is live. An address from before it changed leads to the new one."""
    found = find_card(kind, name)
    if found is None:
        raise Http404
    pharmacy = the_pharmacy()
    drawn = found.drawn_for(pharmacy)
    if digest != drawn.digest:
        moved = HttpResponseRedirect(found.path(pharmacy))
        patch_cache_control(moved, public=True, max_age=60)
        return moved
    try:
        response = HttpResponse(file_of(drawn), content_type="image/png")
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    patch_cache_control(response, public=True, max_age=31536000, immutable=True)
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is made to be shown elsewhere
    return response
