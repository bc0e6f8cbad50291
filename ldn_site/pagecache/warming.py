"""Makes pages before anybody asks for them, so that they are there when the database is not."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from ldn_site.pagecache.serving import Application, Environ, read

log = logging.getLogger(__name__)

PAUSE = 0.02  # seconds between two pages, in which visitors come first


def warm(application: Application, site_url: str, paths: Callable[[], Iterable[str]]) -> int:
    """Ask `application` for each of `paths`, as a visitor of `site_url` would; returns how many.

    Never raises: a site that is not warm is slower, and nothing else.
    """
    count = 0
    try:
        for path in paths():
            read(application(_environ(site_url, path), lambda *_answer: None))
            count += 1
            time.sleep(PAUSE)
    except Exception:
        log.exception("After %d pages, no more were made in advance.", count)
    return count


def _environ(site_url: str, path: str) -> Environ:
    parts = urlsplit(site_url)
    # A proxy that speaks https for the site says so in each request.
    proxy = {"HTTP_X_FORWARDED_PROTO": "https"} if parts.scheme == "https" else {}
    return proxy | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": parts.netloc,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or {"http": 80, "https": 443}[parts.scheme]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(),
    }
