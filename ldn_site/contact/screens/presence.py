"""Tells people who have the same message open of each other. Nothing is ever locked."""

from __future__ import annotations

import re

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ldn_site.contact.desk import sight_of
from ldn_site.contact.presence import arrive, leave
from ldn_site.contact.screens.common import SEE, Route, message_numbered, person_with

TAB = re.compile(r"[0-9a-f-]{1,36}\Z")


@require_POST
def here_view(request: HttpRequest, admin_site: AdminSite) -> HttpResponse:
    """A tab says that it is open, or that it closes; the answer is what its person must know."""
    person = person_with(request, SEE)
    if request.POST.get("person", person.get_username()) != person.get_username():
        raise PermissionDenied  # a tab of somebody who has signed out since
    tab, slot = request.POST.get("tab", ""), request.POST.get("slot", "")
    if not TAB.match(tab):
        return JsonResponse({"words": []})
    if request.POST.get("leaving"):
        leave(person=person, tab=tab)
        return JsonResponse({"words": []})
    if not slot.isdecimal():
        raise Http404
    message = message_numbered(int(slot))
    others = arrive(message, person=person, tab=tab)
    words = [_("%s has this message open too.") % other for other in others]
    if request.POST.get("seen_version", "") != sight_of(message):
        words.append(_("This message was changed meanwhile. Load the page again to see how."))
    return JsonResponse({"words": words})


URLS: list[Route] = [("here/", here_view, "here")]
