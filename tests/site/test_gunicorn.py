import logging
import runpy

import gunicorn.http.wsgi
import gunicorn.workers.gthread
import pytest
from gunicorn.config import KNOWN_SETTINGS

from tests.serving import ROOT

CONFIGURATION = ROOT / "deploy" / "gunicorn.conf.py"


@pytest.fixture
def configured(monkeypatch):
    """The names the configuration sets, with gunicorn as it was put back afterwards."""
    monkeypatch.setattr(gunicorn.http.wsgi, "SERVER", gunicorn.http.wsgi.SERVER)
    threads = gunicorn.workers.gthread
    name = "DEFAULT_WORKER_DATA_TIMEOUT"
    monkeypatch.setattr(threads, name, getattr(threads, name))
    log = logging.getLogger("gunicorn.error")
    monkeypatch.setattr(log, "filters", list(log.filters))
    for variable in ("BIND", "PORT", "WEB_CONCURRENCY", "THREADS", "TRUSTED_PROXIES"):
        monkeypatch.delenv(variable, raising=False)
    return lambda: runpy.run_path(str(CONFIGURATION))


def test_every_setting_is_one_that_gunicorn_has(configured):
    known = {setting.name for setting in KNOWN_SETTINGS}

    names = {name for name, value in configured().items() if isinstance(value, (str, int))}

    assert {name for name in names if not name.startswith("__")} <= known


def test_nobody_is_trusted_unless_named(configured, monkeypatch):
    assert configured()["forwarded_allow_ips"] == ""
    assert configured()["forwarder_headers"] == ""

    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.1")

    assert configured()["forwarded_allow_ips"] == "10.0.0.1"


def test_address_comes_from_bind_before_port(configured, monkeypatch):
    assert configured()["bind"] == "127.0.0.1:8000"
    monkeypatch.setenv("PORT", "8001")
    assert configured()["bind"] == "127.0.0.1:8001"
    monkeypatch.setenv("BIND", "unix:/run/site")
    assert configured()["bind"] == "unix:/run/site"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "Error handling request GET /search/?q=illness",
            "Error handling request GET /search/?...",
        ),
        ("Invalid request: 'GET /?q=illness HTTP/9'", "Invalid request: 'GET /?... HTTP/9'"),
        ("Invalid request from ip=192.0.2.7: bad", "Invalid request from ip=...: bad"),
        ("Invalid request from ip=2001:db8::7: bad", "Invalid request from ip=...: bad"),
        ("Booting worker with pid: 7", "Booting worker with pid: 7"),
    ],
)
def test_log_lines_lose_their_query_and_who_asked(configured, line, kept):
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, "%s", (line,), None)

    assert configured()["without_visitor"](record)
    assert record.getMessage() == kept
