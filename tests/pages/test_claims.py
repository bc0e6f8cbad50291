import pytest
from django.test import Client

from ldn_site.evidence.models import Verdict
from tests.factories import make_claim, make_reference
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db


def claims_of(response) -> list[str]:
    return [article.get("id") for article in tree(response).iter("article")]


def test_claim_stands_beside_its_verdict_what_the_evidence_says_and_its_sources(client: Client):
    make_reference("younger-2013-trial", authors=["Younger J"], year=2013)
    make_claim(
        "cures-all",
        claim="LDN <cures> all.",
        verdict="contradicted",
        answer="It does not.",
        references=["younger-2013-trial"],
    )

    response = client.get("/claims/")

    claim = tree(response).find(".//article[@id='claim-cures-all']")
    words = " ".join("".join(claim.itertext()).split())
    assert words.startswith(
        "Claim: LDN <cures> all. Verdict: Contradicted What the evidence says It does not. Sources:"
    )
    links = [link.get("href") for link in claim.iter("a")]
    assert links == ["/evidence/younger-2013-trial/", "#claim-cures-all"]


@pytest.mark.parametrize("verdict", Verdict.values)
def test_verdict_is_said_in_words_with_its_meaning(client: Client, verdict):
    make_claim("a", verdict=verdict)

    page = tree(client.get("/claims/"))

    label = str(Verdict(verdict).label)
    section = page.find(f".//section[@aria-labelledby='verdict-{verdict}']")
    assert section.find("h2").text == label
    assert len(section.find("p").text) > 15
    assert label in "".join(section.find(".//article/p[@class]").itertext())


def test_every_choice_of_a_verdict_has_the_sign_of_its_claims(client: Client):
    for verdict in Verdict:
        make_claim(verdict.value, verdict=verdict)

    page = tree(client.get("/claims/"))

    choices = page.find(".//nav[@aria-label='Verdict']").iter("li")
    signs = [sign.get("class") for item in choices for sign in item.iter("span")]
    chosen = [sign for sign in signs if sign.startswith("verdict-sign")]
    shown = [article.find("p/span[@aria-hidden]").get("class") for article in page.iter("article")]
    assert chosen == shown
    assert len(set(chosen)) == len(Verdict)


def test_answers_stand_open_where_claims_were_looked_for(client: Client):
    make_claim("a", verdict="supported", claim="Pain goes.")

    def open_answers(path: str) -> list[bool]:
        return [
            "open" in answer.attrib
            for answer in tree(client.get(path)).findall(".//article/details")
        ]

    assert open_answers("/claims/") == [False]
    assert open_answers("/claims/?q=pain") == open_answers("/claims/?verdict=supported") == [True]


def test_claims_are_filtered_by_verdict_with_plain_links(client: Client):
    make_claim("a", verdict="supported")
    make_claim("b", verdict="misleading")
    make_claim("c", verdict="misleading")

    response = client.get("/claims/?verdict=misleading")

    assert claims_of(response) == ["claim-b", "claim-c"]
    assert "2 claims: Misleading." in text_of(response)
    assert "/claims/?verdict=supported" in links_of(response)
    marked = tree(response).findall(".//a[@aria-current='true']")
    assert ["".join(link.itertext()).strip() for link in marked] == ["Misleading (2)"]
    assert tree(response).find(".//meta[@name='robots']").get("content") == "noindex"


@pytest.mark.parametrize("words", ["ms attacks", "ATTACKS  ms", "ms's", "straße", "fewer"])
def test_claims_are_found_by_all_words_in_any_order_and_case(client: Client, words):
    make_claim("a", claim="MS’s attacks are rarer on Straße 5.", answer="Fewer attacks? No.")
    make_claim("b", claim="LDN eases pain.", answer="Attacks of pain are another matter.")

    assert claims_of(client.get("/claims/", {"q": words})) == ["claim-a"]


def test_words_and_verdict_narrow_together_and_links_keep_the_words(client: Client):
    make_claim("a", claim="Pain goes.", verdict="misleading")
    make_claim("b", claim="Pain stays.", verdict="supported")
    make_claim("c", claim="Sleep.", verdict="supported")

    response = client.get("/claims/?q=pain&verdict=supported")

    assert claims_of(response) == ["claim-b"]
    assert "/claims/?verdict=misleading&q=pain" in links_of(response)
    hidden = tree(response).find(".//main//input[@type='hidden']")
    assert (hidden.get("name"), hidden.get("value")) == ("verdict", "supported")


def test_search_that_finds_nothing_says_so_and_offers_a_way_on(client: Client):
    make_claim("a")

    response = client.get("/claims/?q=zzz")

    assert "No claim fits." in text_of(response)
    assert {"/claims/", "/search/"} <= set(links_of(response))


def test_what_was_looked_for_is_kept_by_nobody(client: Client):
    assert "no-store" in client.get("/claims/?q=hiv")["Cache-Control"]
    assert client.get("/claims/?q=+")["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "query",
    [
        "verdict=nope",
        "verdict=%00&verdict[]=a",
        "verdict=" + "x" * 6000,
        "q=%00",
        "q=%00%00+%E2%80%8B&verdict='",
        "q=" + "a+" * 3000,
        "q=%F0%9F%92%8A%ED%A0%80",
        "q=%FF%FE",
        "q=<script>alert(1)</script>",
        "q=\\\\%25_(.*",
        "%",
        "q=a&q=b&verdict=&verdict=",
    ],
)
def test_hostile_query_is_answered_and_never_run(client: Client, query):
    make_claim("a")

    response = client.get(f"/claims/?{query}")

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_page_reads_well_without_any_claim(client: Client):
    assert "No claims are listed yet." in text_of(client.get("/claims/"))


def test_source_that_was_retracted_says_so(client: Client):
    make_reference("a-2020-trial", retracted=True)
    make_claim("a", references=["a-2020-trial"])

    assert "Retracted" in text_of(client.get("/claims/"))


@pytest.mark.parametrize("path", ["/", "/evidence/", "/search/?q=zzzz"])
def test_claims_are_linked_where_people_look(client: Client, path):
    assert "/claims/" in links_of(client.get(path))
