from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from ldn_site.media.renditions import FOLDER, is_well_formed


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """One file of a picture, for whoever knows its digest.

    What is not the name of a rendition is refused before storage is asked.
    """
    if not is_well_formed(name):
        raise Http404
    try:
        file = default_storage.open(f"{FOLDER}/{name}")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Content-Disposition"] = "inline"
    return response
