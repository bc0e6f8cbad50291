"""What holds for every request and every response, whatever the view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
MOST_READ_AWAY = 64 * 1024 * 1024


def headers(get_response: GetResponse) -> GetResponse:
    """Adds the security headers that Django has no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def refuse_strange_requests(get_response: GetResponse) -> GetResponse:
    """Refuses what no browser sends and what breaks the code behind.

    Another charset than UTF-8 makes Django decode a form with it and fail later (a plain
    Django 5.2 answers 500); a NUL byte fails in PostgreSQL. A method that a view refuses gets
    a page in words, where Django answers with nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip("\"' ").lower() not in {"utf-8", "utf8", "us-ascii"}:
            return refuse(request, 415, _("This site reads UTF-8 only."))
        if "\0" in request.path_info:
            return refuse(request, 400, _("This address holds a character that no address has."))
        most = settings.LARGER_REQUESTS.get(request.path_info, settings.MOST_REQUEST_BYTES)
        if _length(request) > most:
            return _refuse_length(request, most)
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "errors/405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _refuse_length(request: HttpRequest, most: int) -> HttpResponse:
    # A browser that is still sending when the connection closes shows no answer at all.
    left = min(_length(request), MOST_READ_AWAY)
    while left > 0 and (part := request.read(min(left, 1 << 16))):
        left -= len(part)
    reason = _("This is too much at once. Go back and choose a file of %d MB or less.") % (
        most // 1024 // 1024 - 1
    )
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"errors": {"file": [reason]}}, status=413)
    return refuse(request, 413, reason)


def refuse(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    """A plain page that says `reason`, for a request that will not be looked at further."""
    return render(request, "errors/refused.html", {"reason": reason}, status=status)
