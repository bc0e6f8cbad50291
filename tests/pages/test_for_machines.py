"""What programs read: feeds, maps, linked data, files for robots."""

import xml.etree.ElementTree as etree
from datetime import datetime, timedelta, timezone

import pytest
from django.db import OperationalError
from django.test import Client

from ldn_site.articles.models import PublicationQuerySet
from ldn_site.articles.publishing import withdraw
from ldn_site.articles.writing import save_article
from tests.factories import (
    fill_in_pharmacy,
    in_days,
    make_article,
    make_publication,
    make_reference,
)
from tests.pages.reading import linked_data, tree

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def pages():
    """One live page, and one of everything that is not public."""
    make_publication(
        slug="live", title="Live & well", summary="In short.", change_note="It is new."
    )
    make_publication(slug="later", publish_at=in_days(1))
    make_article(slug="draft")
    gone = make_publication(slug="gone")
    withdraw(gone.article, by=None, reason="Wrong.")


def addresses(response) -> set[str]:
    return {place.text for place in etree.fromstring(response.content).iter(f"{MAP}loc")}


def test_sitemap_holds_live_pages_lists_and_studies_and_all_answer(client: Client, pages):
    make_reference("a-2020-trial")

    found = addresses(client.get("/sitemap.xml"))

    assert found == {
        f"http://testserver{path}"
        for path in (
            *("/", "/evidence/", "/claims/", "/glossary/", "/get-ldn/", "/visit/"),
            *("/visit/wallet-card/", "/prescribers/", "/prescribers/ask/"),
            "/prescribers/fax-form/",
            "/evidence/a-2020-trial/",
            *("/basics/", "/mechanism/", "/safety/", "/conditions/", "/about/", "/basics/live/"),
        )
    }
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_feed_holds_live_pages_with_what_changed(client: Client, pages):
    response = client.get("/feed.atom")

    feed = etree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert response["Content-Type"] == "application/atom+xml"
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["Live & well"]
    assert entries[0].find(f"{ATOM}link").get("href") == "http://testserver/basics/live/"
    assert entries[0].find(f"{ATOM}summary").text == "It is new. In short."


def test_feed_names_an_author_and_keeps_the_name_of_an_entry_when_its_page_moves(client: Client):
    article = make_publication(id="page", slug="old").article
    names = []
    for slug in ("old", "new"):
        article.slug = slug
        save_article(article, by=None)
        feed = etree.fromstring(client.get("/feed.atom").content)
        names += [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]

    assert feed.find(f"{ATOM}author/{ATOM}name").text == "LDN in plain words"
    assert names == ["http://testserver/feed.atom#page-1"] * 2
    fill_in_pharmacy(legal_name="Good & Co")
    assert b"<name>Good &amp; Co</name>" in client.get("/feed.atom").content


def test_llms_txt_tells_how_sure_the_evidence_makes_us(client: Client):
    make_publication(id="sleep", topic="conditions", evidence=1, evidence_reason="One trial.")

    assert ".md): Very little evidence. " in client.get("/llms.txt").content.decode()


def test_llms_txt_leads_to_what_helps_to_act(client: Client):
    text = client.get("/llms.txt").content.decode()

    for path in ("/get-ldn/", "/visit/", "/prescribers/", "/evidence/", "/claims/", "/glossary/"):
        assert f"](http://testserver{path}): " in text


def test_llms_txt_lists_live_pages_with_their_markdown(client: Client, pages):
    text = client.get("/llms.txt").content.decode()

    assert "- [Live & well](http://testserver/basics/live.md): In short." in text
    assert not any(word in text for word in ("later", "draft", "gone"))
    assert client.get("/basics/live.md").status_code == 200


@pytest.mark.parametrize("path", ["/sitemap.xml", "/feed.atom", "/robots.txt", "/llms.txt", "/"])
def test_addresses_come_from_the_settings_and_never_from_the_request(
    client: Client, settings, pages, path
):
    settings.ALLOWED_HOSTS = ["*"]

    response = client.get(
        path, headers={"host": "evil.example", "x-forwarded-host": "evil2.example"}
    )

    assert b"http://testserver/" in response.content
    assert b"evil" not in response.content


def test_robots_are_kept_from_search_and_told_of_the_map_but_not_of_the_desk(client: Client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /search/", "Disallow: /evidence/?", "Disallow: /claims/?"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert not any("admin" in line for line in lines)


def test_favicon_leads_to_the_icon_of_the_site(client: Client):
    assert client.get("/favicon.ico")["Location"].endswith("img/favicon.svg")


def test_security_txt_names_a_contact_and_a_day_within_a_year(client: Client):
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)

    assert fields["Contact"] == "http://testserver/get-ldn/"
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ")
    left = expires.replace(tzinfo=timezone.utc) - datetime.now(timezone.utc)
    assert timedelta(days=90) < left < timedelta(days=365)
    fill_in_pharmacy(email="desk@example.org")
    assert b"Contact: mailto:desk@example.org" in client.get("/.well-known/security.txt").content


def test_process_answers_without_its_database(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_site_is_ready_once_a_page_is_live(client: Client):
    make_publication(publish_at=in_days(1))
    before = client.get("/readyz").status_code
    make_publication()

    assert (before, client.get("/readyz").status_code) == (503, 200)


def test_site_is_not_ready_without_its_database(client: Client, monkeypatch):
    def fail(self):
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(PublicationQuerySet, "exists", fail)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert b"unable" not in response.content


def test_article_describes_itself_to_search_engines(client: Client):
    make_publication(
        id="fibromyalgia",
        topic="conditions",
        title="LDN & fibro",
        summary="In\nshort.",
        icd10=["M79.7"],
    )
    fill_in_pharmacy(legal_name="Good & Co")

    response = client.get("/conditions/fibromyalgia/")

    page = linked_data(response)["MedicalWebPage"]
    assert page["url"] == "http://testserver/conditions/fibromyalgia/"
    assert page["name"] == "LDN & fibro"
    assert page["description"] == "In short."
    assert page["about"][0]["name"] == "Fibromyalgia"
    assert page["about"][0]["code"][0]["codeValue"] == "M79.7"
    assert page["publisher"]["name"] == "Good & Co"
    crumbs = linked_data(response)["BreadcrumbList"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Home", "Conditions", "LDN & fibro"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]


def test_head_of_a_page_names_it_for_search_and_sharing(client: Client):
    make_publication(slug="page", title="LDN & sleep", summary="In\nshort.")

    head = tree(client.get("/basics/page/")).find("head")

    meta = {tag.get("name") or tag.get("property"): tag.get("content") for tag in head.iter("meta")}
    assert head.find("title").text == "LDN & sleep | LDN in plain words"
    assert meta["description"] == meta["og:description"] == "In short."
    assert meta["og:title"] == "LDN & sleep"
    assert meta["og:url"] == "http://testserver/basics/page/"
    canonical = head.find("link[@rel='canonical']")
    assert canonical.get("href") == "http://testserver/basics/page/"
    assert "robots" not in meta


def test_map_and_feed_name_no_page_that_does_not_answer(client: Client):
    make_publication(make_article(language="es", slug="hola"))

    assert client.get("/es/basics/hola/").status_code == 404
    for address in ("/sitemap.xml", "/feed.atom", "/llms.txt"):
        assert "hola" not in client.get(address).content.decode()
