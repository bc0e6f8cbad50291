"""How gunicorn serves the site; `make run` and deploy/ldn-site.service both use it."""

import logging
import os
import re
import threading

import gunicorn.http.wsgi
import gunicorn.workers.gthread

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
# Many threads, because a slow connection holds one: 50 of them must not keep others waiting.
threads = int(os.environ.get("THREADS") or 32)
# One that says nothing at all gives its thread back after this many seconds, and keeps waiting.
# Gunicorn has 5 and no setting for it.
gunicorn.workers.gthread.DEFAULT_WORKER_DATA_TIMEOUT = 1.0
# Each worker loads the code itself, so that SIGHUP brings in new code without losing a request.
preload_app = False
timeout = 60
graceful_timeout = 25
keepalive = 5
backlog = 512

limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

# No header may set the path or the user. Whose X-Forwarded-Proto counts is said by name.
forwarder_headers = ""
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "")
header_map = "drop"

control_socket_disable = True
# A line for each request would hold what people search for: health data that nobody needs.
accesslog = None
errorlog = "-"

# Responses name no product.
gunicorn.http.wsgi.SERVER = "web"


def without_visitor(record: logging.LogRecord) -> bool:
    """Gunicorn's own error lines repeat the address asked for, search words included, and name
    who asked."""
    said = re.sub(r"\?[^\s'\"]*", "?...", record.getMessage())
    record.msg, record.args = re.sub(r"\bip=[^\s:]\S*?(?=:?(\s|$))", "ip=...", said), ()
    return True


logging.getLogger("gunicorn.error").addFilter(without_visitor)


def post_worker_init(worker):
    """Each process makes the public pages in advance: they are there when the database is not."""
    from ldn_site.wsgi import warm_up

    if os.environ.get("WARM_PAGES", "True") == "True":
        threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
