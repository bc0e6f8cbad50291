from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from ldn_site.pages import trails
from ldn_site.pages.caching import private_page, public_page
from ldn_site.pages.claims import found, shelved, words_in
from ldn_site.pages.rendering import render_page


def claims(request: HttpRequest) -> HttpResponse:
    """Claims about LDN, each beside what the evidence says; `verdict` and `q` filter."""
    view = gzip_page(private_page(_claims)) if words_in(request.GET) else public_page(_claims)
    return view(request)


def _claims(request: HttpRequest) -> HttpResponse:
    left = found(request.GET)
    chosen = ", ".join(left.labels)
    words = words_in(request.GET)
    return render_page(
        request,
        "pages/claims.html",
        {
            "found": left,
            "count": len(left.items),
            "shelves": shelved(left.items),
            "words": words,
            "is_narrowed": bool(words or left.is_filtered),
        },
        title=(
            _("Claims about LDN: %s") % chosen
            if chosen
            else _("Claims you may have read about LDN")
        ),
        description=_(
            "Things people say about low-dose naltrexone, each beside what the evidence says, "
            "with the sources."
        ),
        crumbs=[trails.home()],
        is_indexed=not (chosen or words),
    )
