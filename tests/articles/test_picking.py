"""What the toolbar of the editor finds, and for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ldn_site.articles.desk.picking import MOST_RESULTS, SEARCHES
from ldn_site.articles.models import GlossaryTerm
from ldn_site.articles.writing import save_term
from tests.factories import (
    fill_in_pharmacy,
    make_article,
    make_block,
    make_publication,
    make_reference,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    client.force_login(make_user("articles.view_article"))


def find(client, name, **asked):
    response = client.get(reverse(f"admin:articles_article_pick_{name}"), asked)
    assert response.status_code == 200
    return response.json()["results"]


def names(client, name, key, **asked):
    return [result[key] for result in find(client, name, **asked)]


@pytest.mark.parametrize("name", SEARCHES)
def test_only_those_who_may_see_articles_look_anything_up(client, name):
    address = reverse(f"admin:articles_article_pick_{name}")

    assert client.get(address).status_code in {302, 401}
    client.force_login(make_user("contact.view_message"))
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("name", SEARCHES)
def test_nothing_is_looked_up_by_post(client, writer, name):
    assert client.post(reverse(f"admin:articles_article_pick_{name}")).status_code == 405


@pytest.mark.parametrize("words", ["", "\0", "%", "(", "'\"", "x" * 6000, " ".join("x" * 900)])
@pytest.mark.parametrize("name", sorted(set(SEARCHES) - {"headings"}))
def test_strange_words_are_answered(client, writer, name, words):
    find(client, name, q=words)


@pytest.mark.parametrize("name", sorted(set(SEARCHES) - {"headings"}))
def test_many_rows_cost_no_more_queries_and_give_a_short_list(client, writer, name):
    def add(number):
        make_article(title=f"Sleep {number}")
        make_reference(f"sleep-{number}", title="Sleep")
        make_block(f"sleep-{number}")
        save_term(
            GlossaryTerm(slug=f"s-{number}", term=f"Sleep {number}", definition="D."), by=None
        )

    def ask():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(reverse(f"admin:articles_article_pick_{name}"), {"q": "sleep"})
        return response.json(), [q["sql"] for q in queries if "django_session" not in q["sql"]]

    add(0)
    ask()
    few = ask()[1]
    for number in range(1, MOST_RESULTS + 5):
        add(number)
    answer, many = ask()

    assert len(many) == len(few)
    if name != "facts":
        assert len(answer["results"]) == MOST_RESULTS
        assert answer["more"] is True


def test_pages_are_found_by_title_address_and_other_names_the_title_first(client, writer):
    make_article(id="fm", topic="conditions", title="Widespread pain", synonyms=["Fibro"])
    make_article(id="guide", title="A guide", summary="Also on fibro and the like.")
    make_article(id="fibro", title="Fibro")

    assert names(client, "pages", "id", q="fibro") == ["fibro", "fm", "guide"]
    assert names(client, "pages", "path", q="conditions fm") == ["/conditions/fm/"]


def test_lists_of_the_site_are_found_as_pages(client, writer):
    assert "/evidence/" in names(client, "pages", "path", q="every study")
    assert "/safety/" in names(client, "pages", "path", q="safety")


def test_headings_are_those_that_readers_have(client, writer):
    live = make_publication(body="## What it is\n\nWords.\n\n## The rest\n\nWords.\n").article
    live.body = "## Something new\n\nWords.\n"
    live.save()
    draft = make_article(body="## Not yet public\n\nWords.\n")

    assert names(client, "headings", "id", article=live.pk) == ["what-it-is", "the-rest"]
    assert names(client, "headings", "text", article=draft.pk) == ["Not yet public"]


def test_headings_of_no_page_are_not_found(client, writer):
    address = reverse("admin:articles_article_pick_headings")

    assert client.get(address, {"article": "none"}).status_code == 404


def test_references_are_found_by_any_of_their_words(client, writer):
    make_reference(
        "munoz-2013-pain",
        authors=["Muñoz A"],
        year=2013,
        conditions=["fibromyalgia"],
        direction="no-clear-benefit",
        result="Pain fell by 1.3 points.",
    )
    make_reference("smith-2020-sleep", design="observational", result="They slept.")

    for words in ("munoz", "Muñoz 2013", "FIBROMYALGIA", "no clear", "fell points", "munoz-2013"):
        assert names(client, "references", "key", q=words) == ["munoz-2013-pain"]
    assert names(client, "references", "key", q="observational") == ["smith-2020-sleep"]
    assert names(client, "references", "key", q="munoz slept") == []


def test_author_and_year_come_before_words_of_the_result(client, writer):
    make_reference("brown-2025-trial", authors=["Brown B"], result="As in the trial of Smith.")
    make_reference("smith-2020-trial")

    assert names(client, "references", "key", q="smith") == ["smith-2020-trial", "brown-2025-trial"]


def test_reference_says_what_a_writer_must_know(client, writer):
    make_reference(retracted=True)

    [found] = find(client, "references", q="smith")

    assert found == {
        "key": "smith-2020-trial",
        "label": "Smith 2020",
        "title": "A trial",
        "year": 2020,
        "n": 40,
        "design": "Randomized trial",
        "direction": "Benefit",
        "retracted": True,
        "outcomes": ["better"],
    }


def test_studies_without_numbers_are_not_offered_for_a_figure(client, writer):
    make_reference("with-numbers")
    make_reference("without-numbers", arms=[])

    assert names(client, "references", "key", drawable="1") == ["with-numbers"]


def test_glossary_word_is_found_by_its_meaning_after_the_word_itself(client, writer):
    for slug, term, definition in [
        ("placebo", "Placebo", "A dummy pill."),
        ("dummy", "Dummy", "Without effect."),
    ]:
        save_term(GlossaryTerm(slug=slug, term=term, definition=definition), by=None)

    assert names(client, "terms", "term", q="dummy") == ["Dummy", "Placebo"]


def test_passage_is_shown_by_its_first_words_without_marks(client, writer):
    make_block(
        "opioid-warning", "/// warning | Not with opioids\n\nStop **first**. [@a-b]\n\n///\n"
    )

    [found] = find(client, "blocks", q="opioid")

    assert found == {"name": "opioid-warning", "starts": "Not with opioids Stop first."}


def test_fact_shows_what_the_pharmacy_filled_in(client, writer):
    fill_in_pharmacy(reply_time="We answer within one business day.")

    found = {fact["name"]: fact for fact in find(client, "facts")}

    assert found["reply_time"]["label"] == "Reply time"
    assert found["reply_time"]["value"] == "We answer within one business day."
    assert found["shipping"]["value"] == ""
