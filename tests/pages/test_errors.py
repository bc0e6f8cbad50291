import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client

from ldn_site.articles.publishing import withdraw
from ldn_site.pages import nearby
from ldn_site.pages.views import home
from tests.factories import make_publication
from tests.pages.reading import links_of, text_of, tree


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_wrong_address_gets_a_search_box_and_the_topics(client: Client):
    response = client.get("/nope/")

    assert response.status_code == 404
    assert tree(response).find(".//main//input[@name='q']") is not None
    assert {"/basics/", "/safety/", "/conditions/"} <= set(links_of(response))
    assert tree(response).find(".//meta[@name='robots']").get("content") == "noindex"


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OperationalError("unable to open database file"), 503),
        (RuntimeError("a secret"), 500),
        (SuspiciousOperation("a secret"), 400),
        (PermissionDenied("a secret"), 403),
    ],
)
def test_fault_is_answered_in_plain_words_without_detail_or_database(
    visitor: Client, monkeypatch, fault, status
):
    def fail(*args, **kwargs):
        raise fault

    monkeypatch.setattr(home, "evidence_ladder", fail)
    monkeypatch.setattr(home.Publication.objects, "live", fail)

    response = visitor.get("/")

    assert response.status_code == status
    assert "911" in text_of(response)
    assert "secret" not in response.content.decode()
    assert "database" not in response.content.decode()
    assert response.has_header("Retry-After") is (status == 503)


@pytest.mark.parametrize("status", ["400", "403", "405", "500", "503"])
def test_error_page_needs_no_context(status):
    page = render_to_string(f"errors/{status}.html")

    assert page.count("<h1>") == 1
    assert 'content="noindex"' in page


def test_refusal_says_why():
    assert "Only &lt;this&gt;." in render_to_string(
        "errors/refused.html", {"reason": "Only <this>."}
    )


@pytest.mark.django_db
def test_wrong_address_gets_the_pages_that_its_words_name(client: Client):
    make_publication(id="fibromyalgia", topic="conditions", title="LDN and fibromyalgia")
    make_publication(id="cost", title="What LDN costs")

    response = client.get("/conditions/fibromialgia-2024/")

    assert "/conditions/fibromyalgia/" in links_of(response)
    assert "/basics/cost/" not in links_of(response)
    box = tree(response).find(".//main//input[@name='q']")
    assert box.get("value") == "fibromialgia"


@pytest.mark.django_db
def test_wrong_address_gets_no_page_that_merely_holds_its_words(client: Client):
    make_publication(id="privacy", title="Your privacy", body="We keep no such thing.\n")

    assert "/basics/privacy/" not in links_of(client.get("/no-such-page/"))
    assert "Perhaps you want" not in text_of(client.get("/no-such-page/"))


@pytest.mark.django_db
def test_page_that_was_taken_down_gets_those_like_it(client: Client):
    make_publication(id="sleep", title="LDN and sleep")
    gone = make_publication(id="dreams", title="LDN, sleep and dreams")
    withdraw(gone.article, by=None, reason="A study was retracted.")

    response = client.get("/basics/dreams/")

    assert response.status_code == 410
    assert "A study was retracted." in text_of(response)
    assert "/basics/sleep/" in links_of(response)
    assert "/basics/dreams/" not in links_of(response)


@pytest.mark.django_db
def test_wrong_address_is_answered_though_the_search_fails(client: Client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(nearby, "find", fail)

    assert client.get("/conditions/fibromialgia/").status_code == 404


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/conditions/fibromialgia/", "fibromialgia"),
        ("/conditions/long-covid_2.html", "long covid"),
        ("/safety/42/", "safety"),
        ("/sleep/page-2/", "sleep"),
        ("/condições/dor-crónica/", "dor crónica"),
        ("/", ""),
        ("/wp-login.php", ""),
        ("/wp-content/themes/", ""),
        ("/.env", ""),
        ("/static/x.js", ""),
        ("/" + "word-" * 60, ("word " * 60)[:80]),
    ],
)
def test_words_of_an_address_are_what_a_reader_may_have_meant(path, words):
    assert nearby.words_of_address(path) == words
