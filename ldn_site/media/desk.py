"""What the editor asks of this room while somebody writes: a new picture, or one by its words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from ldn_site.media.forms import PictureForm
from ldn_site.media.models import Picture
from ldn_site.media.printing import small
from ldn_site.media.writing import save_picture

MOST_RESULTS = 20
FENCE = "```picture\npicture: {}\n```\n"


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Take in a picture; answers with its name and the Markdown that shows it."""
    if not request.user.has_perm("media.add_picture"):
        raise PermissionDenied
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    picture = save_picture(form.instance, by=request.user, master=form.master)  # type: ignore[arg-type]
    return JsonResponse({"markdown": FENCE.format(picture.pk), **_told(picture)}, status=201)


@require_safe
def search(request: HttpRequest) -> JsonResponse:
    """The pictures whose name or words hold every word of `q`, newest first."""
    if not request.user.has_perm("media.view_picture"):
        raise PermissionDenied
    found = Picture.objects.order_by("-created_at", "name")
    for word in request.GET.get("q", "").replace("\0", "")[:200].split()[:10]:
        found = found.filter(
            Q(name__icontains=word) | Q(alt__icontains=word) | Q(caption__icontains=word)
        )
    return JsonResponse({"results": [_told(picture) for picture in found[:MOST_RESULTS]]})


def _told(picture: Picture) -> dict[str, Any]:
    cut = small(picture)
    return {
        "name": picture.pk,
        "alt": picture.alt,
        "url": cut.src,
        "width": cut.width,
        "height": cut.height,
    }


VIEWS = {"upload": upload, "search": search}
