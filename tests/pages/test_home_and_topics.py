import pytest
from django.test import Client

from ldn_site.articles.models import Topic
from ldn_site.pages.views import topics
from tests.factories import fill_in_pharmacy, in_days, make_article, make_publication
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db


def test_home_reads_well_before_anything_is_live(client: Client):
    response = client.get("/")

    words = text_of(response)
    assert response.status_code == 200
    assert "Do not take LDN with opioids" in words
    assert "The evidence at a glance" not in words


@pytest.mark.parametrize("path", ["/", *(f"/{topic}/" for topic in Topic.values)])
def test_every_link_answers_on_an_empty_site(client: Client, path):
    links = [link for link in links_of(client.get(path)) if link.startswith("/")]

    assert len(links) > 10
    for link in links:
        assert client.get(link).status_code == 200, link


def test_home_leads_four_ways_in(client: Client):
    ways = tree(client.get("/")).findall(".//a[@class='way__link']")

    assert [way.get("href") for way in ways] == [
        "/basics/",
        "/safety/",
        "/conditions/",
        "/visit/",
    ]


def test_home_shows_graded_conditions_that_are_live_best_first(client: Client):
    reason = {"evidence_reason": "So it is."}
    make_publication(title="Little", topic="conditions", evidence=1, **reason)
    make_publication(title="Zoster", topic="conditions", evidence=3, **reason)
    make_publication(title="asthma", topic="conditions", evidence=3, **reason)
    make_publication(title="Later", topic="conditions", evidence=3, publish_at=in_days(1), **reason)
    make_article(title="Draft", topic="conditions", evidence=3, **reason)
    make_publication(title="Ungraded", topic="conditions")

    response = client.get("/")

    rungs = tree(response).findall(".//li[@class='rung']")
    assert [[link.text for link in rung.iter("a")] for rung in rungs] == [
        [],
        ["asthma", "Zoster"],
        [],
        ["Little"],
        [],
    ]
    assert "Very little evidence (1 of 4) Little" in text_of(response)
    assert "Good evidence (4 of 4) None of the conditions" in text_of(response)


GRADED = {"topic": "conditions", "evidence_reason": "So it is."}


def test_conditions_stand_by_what_people_live_with_best_evidence_first(client: Client):
    make_publication(title="LDN and gout", icd10=["M10.9"], evidence=1, **GRADED)
    make_publication(title="LDN and lupus", icd10=["M32.9"], evidence=3, **GRADED)
    make_publication(title="LDN and fibro", icd10=["M79.7"], evidence=2, **GRADED)
    make_publication(title="LDN, flu and more", topic="conditions")

    groups = tree(client.get("/conditions/")).findall(".//main//section")

    assert [
        [e.text for e in (group.find("h2"), *group.findall(".//h3/a"))] for group in groups
    ] == [
        ["Pain and tiredness", "Fibro"],
        ["Immune system, joints, gut and skin", "Lupus", "Gout"],
        ["Other conditions", "Flu and more"],
    ]


def test_conditions_can_stand_by_grade(client: Client):
    make_publication(title="LDN and gout", icd10=["M10.9"], evidence=1, **GRADED)
    make_publication(title="LDN and fibro", icd10=["M79.7"], evidence=2, **GRADED)
    make_publication(title="LDN and flu", topic="conditions")

    page = tree(client.get("/conditions/?by=grade"))

    groups = page.findall(".//main//section")
    assert [
        [e.text for e in (group.find("h2"), *group.findall(".//h3/a"))] for group in groups
    ] == [
        ["Weak or mixed evidence", "Fibro"],
        ["Very little evidence", "Gout"],
        ["Without a grade", "Flu"],
    ]
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"
    assert page.find(".//main//a[@aria-current]").get("href") == "/conditions/?by=grade"


def test_way_around_marks_where_the_reader_is(client: Client):
    page = tree(client.get("/safety/"))

    marked = page.findall(".//header//a[@aria-current]")

    assert [link.get("href") for link in marked] == ["/safety/"]


def test_home_links_to_pages_only_where_they_are_live(client: Client):
    before = links_of(client.get("/"))
    make_publication(id="opioids-and-other-medicines", topic="safety")
    make_publication(id="what-is-ldn")
    make_publication(id="who-we-are-and-how-we-earn", topic="about")
    make_publication(id="how-we-grade-evidence", topic="about")
    make_publication(topic="conditions", evidence=2, evidence_reason="So it is.")

    after = links_of(client.get("/"))

    new = {
        "/safety/opioids-and-other-medicines/#what-counts-as-an-opioid",
        "/safety/opioids-and-other-medicines/#i-took-ldn-and-an-opioid-what-now",
        "/basics/what-is-ldn/",
        "/about/who-we-are-and-how-we-earn/",
        "/about/how-we-grade-evidence/",
    }
    assert not new & set(before)
    assert new <= set(after)


def test_topic_lists_its_live_pages_in_their_order(client: Client):
    make_publication(title="Second", order=20)
    make_publication(title="First", order=10, summary="In short.")
    make_publication(title="Elsewhere", topic="safety")
    make_publication(title="Later", publish_at=in_days(1))
    make_article(title="Draft")

    response = client.get("/basics/")

    assert [link.text for link in tree(response).findall(".//h2/a")] == ["First", "Second"]
    assert "In short." in text_of(response)


def test_topic_without_pages_offers_other_ways(client: Client):
    response = client.get("/mechanism/")

    assert response.status_code == 200
    assert tree(response).find(".//main//form") is not None


LAST_PART = ["2", "999", "-1", "9" * 4000]


@pytest.mark.parametrize("page", [*LAST_PART, "1", "1e99", "x", "", "\x00", "9" * 5000])
def test_long_topic_comes_in_parts_whatever_is_asked(client: Client, monkeypatch, page):
    monkeypatch.setattr(topics, "PER_PAGE", 2)
    for order in range(3):
        make_publication(order=order)

    response = client.get("/basics/", {"page": page})

    assert response.status_code == 200
    assert len(tree(response).findall(".//h2/a")) == (1 if page in LAST_PART else 2)


def test_conditions_carry_the_opioid_warning(client: Client):
    assert "Do not take LDN with opioids" in text_of(client.get("/conditions/"))


def test_phone_stands_in_every_header_once_it_is_known(client: Client):
    paths = ("/", "/basics/", "/evidence/", "/glossary/", "/search/", "/get-ldn/", "/nope/")
    assert not any(b"Call the pharmacy" in client.get(path).content for path in paths)
    fill_in_pharmacy(phone="(713) 936-1234", legal_name="Good & Co")

    for path in paths:
        content = client.get(path).content.decode()
        assert 'href="tel:+1-713-936-1234"' in content
        assert "Good &amp; Co" in content


def test_phone_that_cannot_be_dialed_is_text(client: Client):
    fill_in_pharmacy(phone="ask <us>")

    response = client.get("/")

    assert b"ask &lt;us&gt;" in response.content
    assert links_of(response).count("") == 0


def test_footer_lists_about_pages_that_are_live(client: Client):
    make_publication(title="Privacy here", topic="about", slug="privacy")
    make_article(title="Secret draft", topic="about", slug="secret")

    links = links_of(client.get("/"))

    assert "/about/privacy/" in links
    assert "/about/secret/" not in links


def test_every_page_leads_to_the_sheet_for_the_doctor_and_to_the_prescribers_page(client: Client):
    for path in ("/", "/safety/", "/glossary/", "/nope/"):
        footer = tree(client.get(path)).find(".//footer[@class='site-footer']")
        links = [link.get("href") for link in footer.iter("a")]
        assert {"/visit/", "/prescribers/", "/get-ldn/#write"} <= set(links)
