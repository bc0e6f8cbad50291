"""After a message was sent: the number to call now where one is needed, and the code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ldn_site.pages.caching import private_page
from ldn_site.pages.rendering import render_page
from ldn_site.pages.sent import read_token


@private_page
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next. All of it comes with the address; nothing is looked up by it."""
    found = read_token(request.GET.get("m", ""))
    return render_page(
        request,
        "pages/get_ldn_sent.html",
        {"sent": found},
        title=_("We have your message") if found.code else _("Your message to us"),
        description=_("What happens after you write to us."),
        is_indexed=False,
    )
