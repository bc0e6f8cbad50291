"""Finished public pages in front of Django: kept in each process, forgotten together.

A page is kept while nothing in the site has changed, at most for a minute, since some things
change by the clock. Where it cannot be made anew, as with the database down, the old one is
better than none, if it is not much older than the fault. Only pages that a view has marked with
KEEP come in here: nothing private can.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ldn_site.pagecache.finished import Finished, Headers, finish

# A view sets it in the request's environment: what it answers is for everybody, and the same.
KEEP = "ldn_site.pagecache.keep"

SECONDS_KEPT = 60.0
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_AFTER_A_FAULT = 5.0
# How much older than the last sign of the database a page may be that is sent without it: it may
# have been taken down in between. Pages are made in advance again in less than that.
SECONDS_BEHIND = 60 * 60.0
MOST_BYTES = 64 * 1024 * 1024
LONGEST_QUERY = 200

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    page: Finished
    version: object
    made_at: float


class PageCache:
    """A WSGI application around `application`.

    `version` returns something that differs once the site has changed; it may raise, which
    counts as no change.
    """

    def __init__(self, application: Application, version: Callable[[], object]) -> None:
        self._application = application
        self._read_version = version
        self._version: object = None
        self._next_look = 0.0
        self._well_at = 0.0
        self._looking = threading.Lock()
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._changing = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            try:
                return self._application(environ, start_response)
            finally:
                self._next_look = 0.0  # it may have changed what readers see
        key = _key(environ)
        if key is None:
            return self._application(environ, start_response)
        self._look()
        kept = self._pages.get(key)
        fresh = time.monotonic() - SECONDS_KEPT
        if kept and kept.version == self._version and kept.made_at > fresh:
            return _send(kept.page, environ, start_response)
        return self._make(key, kept, environ, start_response)

    def _look(self) -> None:
        """Ask, at most once a second and by one thread, whether the site has changed."""
        now = time.monotonic()
        if now < self._next_look or not self._looking.acquire(blocking=False):
            return
        try:
            self._next_look = now + SECONDS_BETWEEN_LOOKS
            self._version = self._read_version()
            self._well_at = now
        except Exception:
            # The database is away: what is kept is all there is, until it comes back.
            self._next_look = time.monotonic() + SECONDS_AFTER_A_FAULT
        finally:
            self._looking.release()

    def _make(
        self, key: Key, kept: Kept | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        version, now = self._version, time.monotonic()
        asked = environ | {"REQUEST_METHOD": "GET"}
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            asked.pop(name, None)
        status, headers, parts = _begin(self._application, asked)
        if status.startswith("5") and kept and kept.made_at > self._well_at - SECONDS_BEHIND:
            _drop(parts)
            return _send(kept.page, environ, start_response)
        if not (asked.get(KEEP) and status.startswith("200 ") and _is_for_everybody(headers)):
            self._forget(key)  # what was taken down must not come back with the next fault
            start_response(status, headers)
            return parts if environ["REQUEST_METHOD"] == "GET" else _drop(parts)
        page = finish(status, headers, read(parts), like=kept.page if kept else None)
        self._keep(key, Kept(page, version, now))
        return _send(page, environ, start_response)

    def _keep(self, key: Key, kept: Kept) -> None:
        with self._changing:
            self._drop_kept(key)
            self._pages[key] = kept
            self._bytes += kept.page.size
            if key[-1]:  # whoever makes up queries pushes out no page that has none
                self._pages.move_to_end(key, last=False)
            while self._bytes > MOST_BYTES:
                _key_of_oldest, oldest = self._pages.popitem(last=False)
                self._bytes -= oldest.page.size

    def _forget(self, key: Key) -> None:
        with self._changing:
            self._drop_kept(key)

    def _drop_kept(self, key: Key) -> None:
        if old := self._pages.pop(key, None):
            self._bytes -= old.page.size


def _key(environ: Environ) -> Key | None:
    """What the answer depends on; None for a request that says more than an address."""
    if environ.get("CONTENT_TYPE") or environ.get("CONTENT_LENGTH") not in (None, "", "0"):
        return None
    query = environ.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return None
    # The host and the scheme are checked behind this cache, once for each spelling of them.
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ.get("HTTP_HOST", ""),
        environ.get("PATH_INFO", ""),
        query,
    )


def _is_for_everybody(headers: Headers) -> bool:
    """Whatever a view marks: what hangs on a cookie, or sets one, is somebody's own."""
    said = [(name.lower(), value.lower()) for name, value in headers]
    return not any(
        name == "set-cookie"
        or (name == "vary" and ("cookie" in value or "*" in value))
        or (name == "cache-control" and ("private" in value or "no-store" in value))
        for name, value in said
    )


def _begin(application: Application, environ: Environ) -> tuple[str, Headers, Iterable[bytes]]:
    """What `application` answers, its body not yet read: that may be a large file."""
    answered: list[tuple[str, Headers]] = []

    def start(status: str, headers: Headers, exc_info: object = None) -> None:
        answered.append((status, headers))

    parts = application(environ, start)
    return *answered[-1], parts


def read(parts: Iterable[bytes]) -> bytes:
    """The whole body of an answer, which is then at its end."""
    try:
        return b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()  # Django ends the request here


def _drop(parts: Iterable[bytes]) -> list[bytes]:
    if hasattr(parts, "close"):
        parts.close()
    return []


def _send(page: Finished, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if page.is_held_by(environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", page.unchanged)
        return []
    body = page.bodies[page.coding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))]
    start_response(page.status, body.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body.data]
