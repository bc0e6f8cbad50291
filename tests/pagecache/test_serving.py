"""The cache before an application that is asked nothing it need not be."""

import gzip
import threading

import brotli
import pytest

from ldn_site.pagecache import serving
from ldn_site.pagecache.finished import finish
from ldn_site.pagecache.serving import KEEP, PageCache


class Site:
    """An application, its version, and what it was asked."""

    def __init__(self):
        self.version, self.status, self.asked, self.is_public = 1, "200 OK", [], True
        self.headers = []
        self.cache = PageCache(self.answer, version=self.read_version)

    def read_version(self):
        if self.version is None:
            raise OSError("The database is away.")
        return self.version

    def answer(self, environ, start_response):
        self.asked.append(environ["REQUEST_METHOD"])
        if self.is_public:
            environ[KEEP] = True
        headers = [("Content-Type", "text/html"), ("X-Frame-Options", "DENY"), *self.headers]
        start_response(self.status, headers)
        return [f"version {self.version} of {environ['PATH_INFO']}".encode()]

    def ask(self, path="/", method="GET", **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "example.org"}
        answered = []
        body = self.cache(
            environ | headers, lambda status, headers: answered.append((status, dict(headers)))
        )
        return *answered[-1], b"".join(body)


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(serving.time, "monotonic", lambda: now[0])
    return now


def test_page_is_made_once_and_sent_again_with_its_headers(site):
    first, second = site.ask(), site.ask()

    assert first == second
    assert first[2] == b"version 1 of /"
    assert first[1]["X-Frame-Options"] == "DENY"
    assert site.asked == ["GET"]


def test_change_of_the_site_is_seen_after_a_second(site, clock):
    site.ask()
    site.version = 2
    clock[0] += 1.1

    assert site.ask()[2] == b"version 2 of /"


def test_change_made_through_this_process_is_seen_at_once(site, clock):
    site.ask()
    site.ask("/admin/", method="POST")
    site.version = 2

    assert site.ask()[2] == b"version 2 of /"


def test_page_is_made_anew_after_a_minute_without_any_change(site, clock):
    site.ask()
    clock[0] += 61

    site.ask()

    assert site.asked == ["GET", "GET"]


def test_database_that_is_away_leaves_the_pages_that_are_kept(site, clock):
    site.ask()
    site.version, site.status = None, "503 Service Unavailable"
    clock[0] += 3600

    assert site.ask()[::2] == ("200 OK", b"version 1 of /")
    assert site.ask("/other/")[0] == "503 Service Unavailable"


def test_page_made_long_before_the_fault_is_not_sent_in_it(site, clock):
    """It may have been taken down since, and nobody asked for it."""
    site.ask("/old/")
    clock[0] += 7200
    site.ask("/new/")
    site.version, site.status = None, "503 Service Unavailable"
    clock[0] += 7200

    assert site.ask("/old/")[0] == "503 Service Unavailable"
    assert site.ask("/new/")[0] == "200 OK"


def test_page_that_was_taken_down_does_not_come_back_with_a_fault(site, clock):
    site.ask()
    site.version, site.status = 2, "410 Gone"
    clock[0] += 5
    site.ask()
    site.status = "503 Service Unavailable"
    clock[0] += 5

    assert site.ask()[0] == "503 Service Unavailable"


def test_made_up_queries_push_out_no_page_without_one(site, monkeypatch):
    site.ask()
    monkeypatch.setattr(serving, "MOST_BYTES", 300)
    for number in range(20):
        site.ask(QUERY_STRING=f"x={number}")
    asked = len(site.asked)

    site.ask()

    assert len(site.asked) == asked


def test_page_that_came_out_the_same_is_not_compressed_again(site, clock, monkeypatch):
    site.ask()
    monkeypatch.setattr("brotli.compress", None)
    clock[0] += 61

    status, _headers, body = site.ask(HTTP_ACCEPT_ENCODING="br")

    assert status == "200 OK"
    assert brotli.decompress(body) == b"version 1 of /"
    assert site.asked == ["GET", "GET"]


def test_page_that_no_view_marks_is_never_kept(site):
    site.is_public = False

    site.ask()
    site.ask()

    assert site.asked == ["GET", "GET"]


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Vary", "Accept-Encoding, Cookie"),
        ("Vary", "*"),
        ("Cache-Control", "private, max-age=60"),
        ("cache-control", "no-store"),
    ],
)
def test_page_of_one_person_is_never_kept_whatever_a_view_marks(site, header):
    site.headers = [header]

    site.ask()
    _status, headers, _body = site.ask()

    assert site.asked == ["GET", "GET"]
    assert header[0] in headers


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Oops"])
def test_answer_that_is_no_page_is_never_kept(site, status):
    site.status = status

    site.ask()
    site.ask()

    assert site.asked == ["GET", "GET"]


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"QUERY_STRING": "page=2"},
        {"CONTENT_TYPE": "text/plain; charset=utf-7"},
    ],
)
def test_request_that_differs_is_asked_behind_the_cache(site, other):
    site.ask()

    site.ask(**other)

    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_page_comes_in_the_best_coding_that_is_taken(site, accepted, coding, read):
    status, headers, body = site.ask(HTTP_ACCEPT_ENCODING=accepted)

    assert (status, headers.get("Content-Encoding")) == ("200 OK", coding)
    assert headers["Vary"] == "Accept-Encoding"
    assert int(headers["Content-Length"]) == len(body)
    assert read(body) == b"version 1 of /"


def test_page_that_a_browser_holds_is_not_sent_again(site):
    etag = site.ask()[1]["ETag"]

    status, headers, body = site.ask(HTTP_IF_NONE_MATCH=f'"other", {etag}')

    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == etag
    assert site.ask(HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


@pytest.mark.parametrize("tag", ['"steady"', 'W/"steady"'])
def test_page_may_say_itself_what_counts_as_a_change(tag):
    page = finish("200 OK", [("ETag", tag)], b"words")

    assert page.etag == 'W/"steady"'
    assert [value for name, value in page.bodies["br"].headers if name == "ETag"] == [page.etag]


def test_first_question_with_a_tag_fills_the_cache_with_the_page(site):
    site.ask(HTTP_IF_NONE_MATCH='"other"')

    assert site.ask()[2] == b"version 1 of /"
    assert site.asked == ["GET"]


def test_head_has_the_headers_of_the_page_and_no_body(site):
    _status, headers, body = site.ask(method="HEAD")

    assert body == b""
    assert headers == site.ask()[1]


def test_oldest_pages_make_room(site, monkeypatch):
    monkeypatch.setattr(serving, "MOST_BYTES", 300)
    for number in range(20):
        site.ask(f"/{number}/")
    site.asked.clear()

    site.ask("/19/")
    site.ask("/0/")

    assert site.asked == ["GET"]


def test_slow_look_holds_up_nobody_else(site, clock):
    site.ask()
    looking, done = threading.Event(), threading.Event()

    def slowly():
        looking.set()
        done.wait(10)
        return 1

    site.cache._read_version = slowly
    clock[0] += 5
    thread = threading.Thread(target=site.ask)
    thread.start()
    looking.wait(10)

    assert site.ask()[0] == "200 OK"
    done.set()
    thread.join()
