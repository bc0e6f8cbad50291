"""`docs/editing.md` as a page of the desk: the guide for people who write and sign."""

import re
from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markdown import Markdown

SOURCE = settings.BASE_DIR / "docs" / "editing.md"
PICTURE = re.compile(r'src="\.\./static/([^"]+)"')


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    html, contents = _rendered()
    context = {
        **admin.site.each_context(request),
        "title": _("How to write and publish a page"),
        "html": html,
        "contents": contents,
    }
    return TemplateResponse(request, "admin/guide.html", context)


@cache
def _rendered() -> tuple[SafeString, SafeString]:
    """The guide and its table of contents. It is a file of ours, so its HTML is trusted."""
    text = SOURCE.read_text(encoding="utf-8").split("\n", 1)[1]  # the page has a title already
    markdown = Markdown(extensions=["tables", "fenced_code", "toc"])
    html = PICTURE.sub(lambda m: f'loading="lazy" src="{static(m[1])}"', markdown.convert(text))
    return mark_safe(html), mark_safe(markdown.toc)  # type: ignore[attr-defined]
