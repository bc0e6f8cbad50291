"""What holds for each public page alike."""

import pytest
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ldn_site.articles.models import GlossaryTerm
from ldn_site.articles.publishing import withdraw
from ldn_site.articles.writing import save_term
from tests.factories import make_claim, make_publication, make_reference
from tests.pages.reading import tree

pytestmark = pytest.mark.django_db

LEVELS = {"h1", "h2", "h3", "h4"}
# The queries each page takes, however many pages and studies there are.
QUERIES = {
    "/": 4,
    "/conditions/": 4,
    "/conditions/page/": 13,
    "/conditions/page.md": 4,
    "/design/": 2,
    "/claims/": 4,
    "/claims/?q=helps": 4,
    "/evidence/": 4,
    "/evidence/?design=randomised-trial": 4,
    "/evidence/a-2020-trial/": 5,
    "/prescribers/": 6,
    "/prescribers/fax-form/": 3,
    "/evidence/studies.csv": 1,
    "/evidence/studies.ris": 1,
    "/evidence/studies.json": 1,
    "/glossary/": 3,
    "/search/": 3,
    "/sitemap.xml": 4,
    "/feed.atom": 2,
    "/robots.txt": 0,
    "/llms.txt": 1,
    "/.well-known/security.txt": 1,
}
PUBLIC = [path for path in QUERIES if path not in ("/search/", "/claims/?q=helps")]
HTML = ["/", "/conditions/", "/conditions/page/", "/evidence/", "/evidence/a-2020-trial/"]
HTML += ["/claims/", "/claims/?q=helps", "/evidence/?design=randomised-trial", "/glossary/"]
HTML += ["/search/", "/search/?q=words", "/nope/", "/basics/gone/"]
# What a page does without where no script runs.
COMFORTS = {"sharing.js", "suggesting.js"}


@pytest.fixture(scope="module", autouse=True)
def content(django_db_setup, django_db_blocker):
    """One of everything, made once and gone with this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_reference("a-2020-trial", conditions=["page"])
        make_claim("it-helps", references=["a-2020-trial"])
        make_publication(
            slug="page",
            id="page",
            topic="conditions",
            evidence=2,
            evidence_reason="So it is.",
            body="Some words. [@a-2020-trial]\n\n{{ pharmacy: shipping }}\n",
        )
        for number in range(5):
            make_publication(id=f"more-{number}", topic="conditions")
        save_term(GlossaryTerm(slug="word", term="word", definition="A word."), by=None)
        gone = make_publication(slug="gone")
        withdraw(gone.article, by=None, reason="Wrong.")
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", QUERIES)
def test_number_of_queries_is_known(client: Client, django_assert_num_queries, path):
    with django_assert_num_queries(QUERIES[path]):
        client.get(path)


@pytest.mark.parametrize(
    "path", ["/", "/conditions/", "/conditions/page/", "/evidence/", "/claims/"]
)
def test_number_of_queries_does_not_grow(client: Client, django_assert_num_queries, path):
    for number in range(20):
        make_publication(topic="conditions", evidence=1, evidence_reason="So it is.")
        make_reference(f"z-{number}-trial", conditions=["ptsd"])
        make_claim(references=[f"z-{number}-trial"])

    with django_assert_num_queries(QUERIES[path]):
        client.get(path)


@pytest.mark.parametrize("path", HTML)
def test_template_asks_the_database_for_nothing(client: Client, monkeypatch, path):
    asked = []
    render = SimpleTemplateResponse.render

    def watched(response):
        with CaptureQueriesContext(connection) as queries:
            result = render(response)
        asked.append([query["sql"] for query in queries])
        return result

    monkeypatch.setattr(SimpleTemplateResponse, "render", watched)

    client.get(path)

    assert len(asked) >= 1
    assert not any(asked)


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_may_be_kept_and_asked_after_and_sets_no_cookie(client: Client, path):
    response = client.get(path)

    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    again = client.get(path, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", HTML)
def test_page_sets_no_cookie_and_has_the_strict_policy(client: Client, path):
    response = client.get(path)

    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", HTML)
def test_page_needs_no_script_and_no_inline_style(client: Client, path):
    page = tree(client.get(path))

    scripts = [s for s in page.iter("script") if s.get("type") != "application/ld+json"]
    assert {script.get("src", "").rpartition("/")[2] for script in scripts} <= COMFORTS
    assert not list(page.iter("style"))
    assert not [element for element in page.iter() if element.get("style")]
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize("path", HTML)
def test_page_is_in_order(client: Client, path):
    page = tree(client.get(path))

    assert page.get("lang") == "en"
    assert page.find("head/title").text.strip()
    assert len(list(page.iter("h1"))) == 1
    levels = [
        int(element.tag[1]) for element in page.find(".//main").iter() if element.tag in LEVELS
    ]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [link.get("href")[1:] for link in page.iter("a") if link.get("href")[0] == "#"]
    assert set(targets) <= set(ids)
    first = next(page.find("body").iter("a"))
    assert (first.get("class"), first.get("href")) == ("skip-link", "#main")


@pytest.mark.parametrize("path", ["/", "/conditions/page/", "/evidence/", "/healthz"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_only_for_reading(client: Client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert b"cannot be used that way" in response.content
    assert response["Allow"] == "GET, HEAD"
