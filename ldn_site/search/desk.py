"""What people looked for and did not find, for those who can write it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ldn_site.search.retention import KEPT
from ldn_site.search.unanswered import A_MONTH, DAYS_UNTIL_READABLE, wishes

WRITE = "articles.change_article"


@require_safe
def not_found(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(WRITE):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("What people looked for and did not find"),
        "wishes": wishes(),
        "days": DAYS_UNTIL_READABLE,
        "lately": A_MONTH.days,
        "kept": KEPT.days,
    }
    return TemplateResponse(request, "admin/search/not_found.html", context)
