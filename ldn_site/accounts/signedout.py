"""What becomes of a request to the desk that nobody is signed in for.

What somebody typed is never lost: the desk's scripts are told to ask for the password, and a
plain form comes back with all its fields, to be sent again.
"""

from __future__ import annotations

from urllib.parse import unquote

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from ldn_site.accounts.deskpages import closed, look_of
from ldn_site.guards.origin import is_from_our_pages


def is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def is_somebody_elses(request: HttpRequest) -> bool:
    """Whether the page that sent this was opened by another person than is signed in now."""
    name = request.headers.get("X-Desk-User")
    return name is not None and unquote(name) != request.user.get_username()


@never_cache
def answer_signed_out(request: HttpRequest) -> HttpResponse:
    if is_from_script(request):
        return JsonResponse({"login": True}, status=401)
    if request.user.is_authenticated:
        return closed(request)
    if request.method == "POST":
        return keep(request)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def answer_old_token(request: HttpRequest) -> HttpResponse | None:
    """For a form of our own whose token is old: its page was open while somebody signed in.

    None for a post that another site made: nothing of it may be sent again.
    """
    if request.method != "POST" or not is_from_our_pages(request):
        return None
    if is_from_script(request):
        return JsonResponse({"token": get_token(request)}, status=403)
    return keep(request, status=403)


def answer_not_allowed(request: HttpRequest) -> HttpResponse | None:
    """For staff without the permission. None for everybody else."""
    if not admin.site.has_permission(request):
        return None
    response: HttpResponse
    if is_from_script(request):
        response = JsonResponse({"words": gettext("Your account may not do this.")}, status=403)
    else:
        response = render(request, "admin/not_yours.html", look_of(request), status=403)
    add_never_cache_headers(response)
    return response


def keep(request: HttpRequest, *, status: int = 401) -> HttpResponse:
    """A page that holds every field that was sent, but for passwords and files."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    kept = [field for field in fields if "password" not in field[0]]
    if request.path.startswith(reverse("account_overview")):
        # These forms hold passwords and codes, of which nothing is kept.
        return HttpResponseRedirect(request.get_full_path())
    context = {
        "fields": kept,
        "lost_files": list(request.FILES.values()),
        "lost_passwords": len(kept) < len(fields),
    }
    response = render(request, "admin/kept.html", look_of(request) | context, status=status)
    add_never_cache_headers(response)
    return response
