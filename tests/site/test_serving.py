import re
import signal
from urllib.parse import urlsplit

import pytest

from tests import serving
from tests.serving import words_of

SEARCH_WORDS = "an-illness-nobody-should-log"

PAGES = {
    "a page": ("GET", "/", 200),
    "an article": ("GET", "/conditions/fibromyalgia/", 200),
    "a list of studies": ("GET", "/evidence/", 200),
    "a search": ("GET", f"/search/?q={SEARCH_WORDS}", 200),
    "the form": ("GET", "/get-ldn/", 200),
    "a wrong address": ("GET", "/no-such-page/", 404),
    "a wrong method": ("OPTIONS", "/glossary/", 405),
    "a missing slash": ("GET", "/conditions/fibromyalgia", 301),
    "a strange charset": ("POST", "/get-ldn/", 415),
    "a post without its token": ("POST", "/glossary/", 403),
    "the staff's login": ("GET", "/admin/account/login/", 200),
    "a staff page": ("GET", "/admin/articles/article/", 302),
    "a static file": ("GET", "/static/admin/css/base.css", 200),
    "plain text": ("GET", "/healthz", 200),
    "a feed": ("GET", "/feed.atom", 200),
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def ask(site, kind):
    method, path, status = PAGES[kind]
    charset = {"Content_Type": "text/plain; charset=utf-7"} if status == 415 else {}
    response = site.ask(method, path, **charset)
    assert response.status == status
    return response


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_answer_carries_the_security_headers(site, kind):
    headers = ask(site, kind).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(
        headers["Permissions-Policy"].split(", ")
    )


@pytest.mark.parametrize("kind", PAGES)
def test_content_policy_is_strict_everywhere(site, kind):
    policy = {
        words[0]: words[1:]
        for part in ask(site, kind).headers["Content-Security-Policy"].split(";")
        if (words := part.split())
    }

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}


def test_redirect_to_https_stays_on_this_host_and_carries_the_headers(settings, client):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000

    plain = client.get("/search/?q=a")
    secure = client.get("/healthz", secure=True)

    assert plain.status_code == 301
    assert plain["Location"] == "https://testserver/search/?q=a"
    assert {name: plain[name] for name in HEADERS} == HEADERS
    assert "max-age=31536000" in secure["Strict-Transport-Security"]


@pytest.mark.parametrize("kind", PAGES)
def test_no_answer_names_a_product(site, kind):
    headers = str(ask(site, kind).headers).lower()

    assert not re.search(r"gunicorn|python|django|whitenoise|\d+\.\d+\.\d+", headers)
    assert "x-powered-by" not in headers


@pytest.mark.parametrize("kind", sorted(set(PAGES) - {"the staff's login"}))
def test_nobody_gets_a_cookie_without_logging_in(site, kind):
    assert "Set-Cookie" not in ask(site, kind).headers


@pytest.mark.parametrize("kind", ["the staff's login", "a search", "a staff page"])
def test_private_answers_are_kept_nowhere(site, kind):
    assert "no-store" in ask(site, kind).headers["Cache-Control"]


def test_static_files_named_by_their_content_are_kept_for_a_year(site):
    html = site.get("/").text
    path = re.search(r'"(/static/[^"]+\.[0-9a-f]{12}\.css)"', html)[1]

    response = site.get(path, Accept_Encoding="br")

    assert response.headers["Content-Encoding"] == "br"
    assert {"immutable", "public"} <= set(response.headers["Cache-Control"].split(", "))
    assert int(re.search(r"max-age=(\d+)", response.headers["Cache-Control"])[1]) >= 31536000


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/../db.sqlite3",
        "/static/%2e%2e/db.sqlite3",
        "/static/..%2fsecret.env",
        "/static/%2e%2e%2fsecret.env",
        "/static//etc/passwd",
        "/static/staticfiles.json.bak",
        "/secret.env",
        "/var/secret.env",
        "/.env",
        "/.git/config",
        "/media/",
        "/db.sqlite3",
        "//etc/passwd",
        "/ldn_site/settings.py",
    ],
)
def test_files_of_the_machine_cannot_be_reached(site, path):
    response = site.get(path)

    assert response.status in {400, 404}
    assert b"SECRET_KEY" not in response.body
    assert b"SQLite format" not in response.body


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "127.0.0.1:x"])
def test_host_that_is_not_ours_is_refused_in_words(site, host):
    response = site.get("/", Host=host)

    assert response.status == 400
    assert "evil" not in response.text


@pytest.mark.parametrize("header", ["X_Forwarded_Host", "Forwarded", "X_Original_URL"])
def test_forged_headers_never_reach_a_page(site, header):
    response = site.get("/", **{header: "host=evil.example"})

    assert response.status == 200
    assert "evil.example" not in response.text
    assert f'href="{site.url}/"' in response.text


def test_post_without_its_token_is_refused_in_our_own_words(site):
    response = ask(site, "a post without its token")

    assert "<style" not in response.text
    assert "CSRF" not in response.text
    assert "load it again" in words_of(response.text)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense", "idna", "'"])
def test_charset_that_is_not_utf_8_is_refused(site, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    response = site.ask("POST", "/get-ldn/", b"name=a", Content_Type=kind)

    assert response.status == 415
    assert "UTF-8" in words_of(response.text)


@pytest.mark.parametrize("path", ["/no-such-page/", "/conditions/no-such-page/", "/a/b/c.php"])
def test_wrong_address_offers_search_and_topics(site, path):
    response = site.get(path)

    assert response.status == 404
    assert 'action="/search/"' in response.text
    assert 'href="/conditions/"' in response.text


def test_log_holds_no_search_words(site):
    site.get(f"/search/?q={SEARCH_WORDS}")
    site.get(f"/no-such-page/?q={SEARCH_WORDS}")
    site.get(f"/search/?q={SEARCH_WORDS}", Host="evil.example")
    site.send(f"NON SENSE /search/?q={SEARCH_WORDS} HTTP/1.1\r\n\r\n".encode())
    site.send(f"GET /search/?q={SEARCH_WORDS}\r\nbroken\r\n\r\n".encode())

    log = site.log.read_text()

    assert "Listening at" in log
    assert SEARCH_WORDS not in log


def test_site_is_ready_once_its_pages_are_published(site):
    assert site.get("/readyz").status == 200


def test_second_set_up_finds_nothing_to_do(site):
    manifest = site.data / "static" / "staticfiles.json"
    before = manifest.stat().st_mtime_ns

    printed = serving.set_up(site.data, SITE_URL=site.url)

    assert "ATTENTION" not in printed
    assert manifest.stat().st_mtime_ns == before
    assert site.get("/conditions/fibromyalgia/").status == 200


def test_missing_database_is_said_in_words_and_not_replaced(site, tmp_path):
    data = tmp_path / "var"
    serving.run("-m", "ldn_site.bootstrap", data=data)
    (data / "static").symlink_to(site.data / "static")
    (data / "db.sqlite3").unlink()

    with serving.serve(data) as broken:
        answers = {path: broken.get(path) for path in ["/", "/search/?q=pain", "/readyz"]}
        alive = broken.get("/healthz")

        assert {path: answer.status for path, answer in answers.items()} == dict.fromkeys(
            answers, 503
        )
        assert "Retry-After" in answers["/"].headers
        assert "Traceback" not in answers["/"].text
        assert len(words_of(answers["/"].text).split()) > 10
        assert alive.status == 200
        assert not (data / "db.sqlite3").exists()

        (data / "db.sqlite3").write_bytes((site.data / "db.sqlite3").read_bytes())
        for extra in site.data.glob("db.sqlite3-*"):
            (data / extra.name).write_bytes(extra.read_bytes())

        assert broken.get("/").status == 200


def test_page_that_was_made_once_is_answered_with_the_database_away(set_up_folder, tmp_path):
    with serving.serve_copy(set_up_folder, tmp_path) as warm:
        listed = re.findall(r"<loc>([^<]+)</loc>", warm.get("/sitemap.xml").text)
        paths = [urlsplit(address).path for address in listed][::12]  # some of every kind
        for path in paths:
            assert warm.get(path).status == 200
        for file in warm.data.glob("db.sqlite3*"):  # connections that are open feel this too
            file.write_bytes(bytes(file.stat().st_size))

        statuses = {warm.get(path).status for path in paths}
        search = warm.get("/search/?q=pain").status

    assert len(paths) > 20
    assert statuses == {200}
    assert search >= 500


def test_bad_content_is_reported_and_the_site_starts_all_the_same(tmp_path):
    content = tmp_path / "content"
    (content / "en" / "basics").mkdir(parents=True)
    (content / "en" / "basics" / "broken.md").write_text("no front matter")
    data = tmp_path / "var"

    printed = serving.set_up(data, CONTENT_DIR=str(content))

    assert "broken.md" in printed
    assert "ATTENTION: import_content" in printed
    assert printed.index("broken.md") < printed.index("The site starts all the same")


def test_termination_ends_the_server_in_time(site, tmp_path):
    data = tmp_path / "var"
    serving.run("-m", "ldn_site.bootstrap", data=data)
    (data / "static").symlink_to(site.data / "static")

    with serving.serve(data) as other:
        other.server.send_signal(signal.SIGTERM)

        assert other.server.wait(timeout=35) == 0
