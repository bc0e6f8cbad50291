from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ldn_site.frontpage import front_page


class SiteAdmin(admin.AdminSite):
    site_header = _("LDN site: the desk")
    site_title = _("The desk")
    index_title = _("The desk")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What waits for this person, above Django's list of everything there is."""
        return super().index(request, {**front_page(request, self), **(extra_context or {})})
