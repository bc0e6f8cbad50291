import pytest
from django.core.handlers.wsgi import WSGIRequest

from ldn_site.pagecache.serving import KEEP, PageCache
from ldn_site.pagecache.warming import warm
from tests.pagecache.test_serving import Site

VISITOR = {
    "http://example.org": {"wsgi.url_scheme": "http"},
    "https://example.org": {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"},
}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr("ldn_site.pagecache.warming.PAUSE", 0)


@pytest.mark.parametrize("url", VISITOR)
def test_page_made_in_advance_is_the_one_that_visitors_get(url):
    site = Site()

    assert warm(site.cache, url, lambda: ["/", "/safety/"]) == 2

    site.ask("/", **VISITOR[url])
    site.ask("/safety/", **VISITOR[url])
    assert len(site.asked) == 2


def test_fault_on_the_way_ends_it_without_harm(caplog):
    def answer(environ, start_response):
        environ[KEEP] = True
        if environ["PATH_INFO"] == "/bad/":
            raise RuntimeError("Nobody expected this.")
        start_response("200 OK", [])
        return [b"Good."]

    cache = PageCache(answer, version=lambda: 1)

    assert warm(cache, "http://example.org", lambda: ["/", "/bad/", "/other/"]) == 1
    assert "After 1 pages" in caplog.text


def test_request_is_one_that_django_can_read(settings):
    settings.ALLOWED_HOSTS = ["example.org"]
    answered = []

    def answer(environ, start_response):
        answered.append(WSGIRequest(environ).get_host())
        start_response("200 OK", [])
        return []

    assert warm(answer, "http://example.org", lambda: ["/"]) == 1
    assert answered == ["example.org"]
