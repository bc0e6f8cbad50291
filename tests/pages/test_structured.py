"""What pages say of themselves in the words of schema.org."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ldn_site.articles.models import GlossaryTerm
from ldn_site.articles.writing import save_article
from ldn_site.pharmacy.models import Location
from tests.factories import (
    fill_in_pharmacy,
    make_publication,
    make_reference,
    sign_as_it_stands,
)
from tests.pages.reading import linked_data

pytestmark = pytest.mark.django_db

# What schema.org 29 lets each type have, as far as it is used here.
THING = {"name", "description", "url", "alternateName", "sameAs"}
WORK = THING | {
    *("about", "audience", "author", "citation", "creativeWorkStatus", "dateModified"),
    *("datePublished", "inLanguage", "isPartOf", "mainEntity", "publisher"),
}
VOCABULARY = {
    "BreadcrumbList": {"itemListElement"},
    "CreativeWork": WORK,
    "DefinedTerm": THING,
    "DefinedTermSet": WORK | {"hasDefinedTerm"},
    "Drug": THING
    | {
        *("drugClass", "isProprietary", "legalStatus", "nonProprietaryName"),
        *("prescriptionStatus", "warning"),
    },
    "DrugClass": THING,
    "EntryPoint": THING | {"urlTemplate"},
    "ListItem": THING | {"position", "item"},
    "MedicalAudience": THING | {"audienceType"},
    "MedicalCode": THING | {"codingSystem", "codeValue"},
    "MedicalCondition": THING | {"code"},
    "MedicalScholarlyArticle": WORK,
    "MedicalWebPage": WORK | {"lastReviewed", "reviewedBy"},
    "Patient": THING,
    "Periodical": WORK,
    "Person": THING | {"honorificSuffix"},
    "Pharmacy": THING | {"address", "faxNumber", "hasMap", "openingHours", "telephone"},
    "SearchAction": THING | {"target", "query-input"},
    "WebSite": WORK | {"potentialAction"},
}


@pytest.fixture
def everything(client: Client) -> dict[str, dict]:
    """The data of a page of each kind, by its address, with all that can be filled in."""
    fill_in_pharmacy(legal_name="Good & Co")
    Location.objects.filter(pk="houston").update(
        address="1 Example Street\nHouston, TX 77001",
        phone="(713) 555-0100",
        fax="(713) 555-0101",
        hours="Mon-Fri 9 am-6 pm",
        map_url="https://maps.example.org/houston",
    )
    GlossaryTerm.objects.create(slug="placebo", term="Placebo", definition="A dummy pill.")
    make_reference("a-2020-trial")
    make_reference("b-2020-label", design="label", retracted=True)
    signed = make_publication(
        id="what-is-ldn", topic="basics", body="It is small. [@a-2020-trial]\n"
    )
    sign_as_it_stands(signed.article)
    make_publication(id="fibromyalgia", topic="conditions", icd10=["M79.7"])
    make_publication(id="privacy", topic="about")
    paths = [
        *("/", "/basics/", "/basics/what-is-ldn/", "/conditions/fibromyalgia/"),
        *("/about/privacy/", "/evidence/a-2020-trial/", "/evidence/b-2020-label/"),
        *("/glossary/", "/get-ldn/", "/prescribers/"),
    ]
    return {path: linked_data(client.get(path)) for path in paths}


def problems(data: object) -> list[str]:
    if isinstance(data, list):
        return [problem for part in data for problem in problems(part)]
    if not isinstance(data, dict):
        return []
    kind = data["@type"]
    found = [f"{kind}.{name}" for name, value in data.items() if value in ("", None, [], {})]
    for name, value in data.items():
        if not name.startswith("@") and name not in VOCABULARY[kind]:
            found.append(f"{kind}.{name}")
        found += problems(value)
    return found


def test_every_word_is_of_the_vocabulary_and_nothing_is_blank(everything):
    kinds = {kind for blocks in everything.values() for kind in blocks}

    assert kinds >= {"MedicalWebPage", "BreadcrumbList", "WebSite", "Pharmacy", "DefinedTermSet"}
    for blocks in everything.values():
        assert not problems(list(blocks.values()))


def test_home_page_tells_the_standing_of_the_drug_and_the_warning(everything):
    drug = everything["/"]["WebSite"]["about"]

    assert drug["nonProprietaryName"] == "naltrexone"
    assert drug["isProprietary"] is False
    assert "opioids" in drug["warning"]
    assert "not FDA-approved" in drug["legalStatus"]


def test_page_on_a_condition_is_about_it_and_the_drug(everything):
    page = everything["/conditions/fibromyalgia/"]["MedicalWebPage"]

    assert [thing["@type"] for thing in page["about"]] == ["MedicalCondition", "Drug"]
    assert "about" not in everything["/about/privacy/"]["MedicalWebPage"]


def test_search_words_are_not_given_out_as_names_of_a_condition(client: Client):
    make_publication(
        id="depression", topic="conditions", icd10=["F32.A"], synonyms=["suicide", "low mood"]
    )

    response = client.get("/conditions/depression/")

    assert "alternateName" not in linked_data(response)["MedicalWebPage"]["about"][0]


def test_page_cites_where_its_sources_can_be_opened(everything):
    page = everything["/basics/what-is-ldn/"]["MedicalWebPage"]

    assert page["citation"] == ["https://doi.org/10.1000/xyz"]
    assert "citation" not in everything["/conditions/fibromyalgia/"]["MedicalWebPage"]


def test_page_tells_when_readers_first_had_it_and_when_it_changed(client: Client):
    now = timezone.now()
    article = make_publication(slug="page", body="One.\n").article
    article.publications.update(publish_at=now - timedelta(days=40))
    article.body = "Two.\n"
    make_publication(save_article(article, by=None))

    page = linked_data(client.get("/basics/page/"))["MedicalWebPage"]

    assert page["datePublished"] == timezone.localdate(now - timedelta(days=40)).isoformat()
    assert page["dateModified"] == timezone.localdate(now).isoformat()


def test_study_is_told_apart_from_our_page_on_it(everything):
    page = everything["/evidence/a-2020-trial/"]["MedicalWebPage"]
    label = everything["/evidence/b-2020-label/"]["MedicalWebPage"]["mainEntity"]

    work = page["mainEntity"]
    assert "author" not in page
    assert work["@type"] == "MedicalScholarlyArticle"
    assert work["author"] == ["Smith A"]
    assert work["isPartOf"]["name"] == "A Journal"
    assert (label["@type"], label["creativeWorkStatus"]) == ("CreativeWork", "Retracted")


def test_home_page_names_who_runs_the_site_once_it_is_known(client: Client, everything):
    assert everything["/"]["WebSite"]["publisher"]["name"] == "Good & Co"
    fill_in_pharmacy(legal_name="")

    assert "publisher" not in linked_data(client.get("/"))["WebSite"]


def test_glossary_is_a_set_of_terms_that_each_have_an_address(everything):
    terms = everything["/glossary/"]["DefinedTermSet"]["hasDefinedTerm"]

    assert [(term["name"], term["description"]) for term in terms] == [("Placebo", "A dummy pill.")]
    assert terms[0]["url"] == "http://testserver/glossary/#term-placebo"


def test_counter_tells_machines_what_staff_filled_in(everything):
    place = everything["/get-ldn/"]["Pharmacy"]

    assert place["openingHours"] == ["Mo-Fr 09:00-18:00"]
    assert place["address"] == "1 Example Street, Houston, TX 77001"
