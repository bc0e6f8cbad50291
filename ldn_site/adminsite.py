from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.signedout import answer_signed_out, is_somebody_elses
from ldn_site.frontpage import front_page

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class SiteAdmin(admin.AdminSite):
    site_header = _("LDN site: the desk")
    site_title = _("The desk")
    index_title = _("The desk")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What waits for this person, above Django's list of everything there is."""
        return super().index(request, {**front_page(request, self), **(extra_context or {})})

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Only for staff. Whoever was signed out meanwhile loses nothing of what they typed."""
        inner = super().admin_view(view, cacheable)

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request) or is_somebody_elses(request):
                return answer_signed_out(request)
            if _is_strange(request):
                raise BadRequest
            return inner(request, *args, **kwargs)

        return cast(View, checked)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The address that Django knows leads to the one page for signing in."""
        then = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(then, {request.get_host()}, request.is_secure()):
            then = ""
        address = reverse("account_login")
        return redirect(f"{address}?{urlencode({'next': then})}" if then else address)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")


def _is_strange(request: HttpRequest) -> bool:
    """Whether this asks for what no page of the desk does, and what the code behind fails on:
    PostgreSQL takes no NUL, Django knows no field without a name, and shows a page that is to
    be saved as a new one, which nothing here offers, as if it were there."""
    asked = request.GET
    if "_saveasnew" in request.POST:
        return True
    return asked.get("_to_field") == "" or any("\0" in v for _n, vs in asked.lists() for v in vs)
