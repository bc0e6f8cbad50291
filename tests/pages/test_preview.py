"""What a writer typed, seen as readers would see it."""

import pytest
from django.test import Client
from django.urls import reverse

from ldn_site.articles.models import Article, Publication
from ldn_site.trail.models import Event
from tests.factories import make_article, make_block, make_publication, make_user
from tests.pages.reading import text_of, tree

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/preview/"
VIEW, ADD, CHANGE = (f"articles.{can}_article" for can in ("view", "add", "change"))


@pytest.fixture
def writer(client):
    user = make_user(VIEW, ADD, CHANGE)
    client.force_login(user)
    return user


def typed(article: Article | None = None, **fields: str) -> dict[str, str]:
    values = {
        "article": article.pk if article else "",
        "title": "Sleep and LDN",
        "topic": "basics",
        "slug": "sleep",
        "language": "en",
        "summary": "Nobody knows yet.",
        "body": "## What we know\n\nLittle.\n",
    }
    return values | fields


def test_typed_text_is_shown_and_not_the_saved_one(client, writer):
    article = make_article(title="Old", body="Saved words.\n")

    response = client.post(ADDRESS, typed(article, body="Typed *words*.\n"))

    assert "Typed words." in text_of(response)
    assert "Sleep and LDN" in text_of(response)
    assert "Saved words." not in text_of(response)
    assert "what you typed" in text_of(response)


def test_preview_stores_nothing(client, writer):
    article = make_article()
    saves = article.history.count(), Event.objects.count()

    client.post(ADDRESS, typed(article))

    article.refresh_from_db()
    assert article.body == "Some words.\n"
    assert (article.history.count(), Event.objects.count()) == saves
    assert not Publication.objects.exists()


def test_page_that_was_never_saved_has_a_preview(client, writer):
    response = client.post(ADDRESS, typed(id="sleep"))

    assert "Little." in text_of(response)
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "unfinished",
    [
        {"title": ""},
        {"topic": "", "slug": ""},
        {"body": ""},
        {"body": "```nonsense\nkey: x\n```\n\n/// warning"},
        {"body": "{{ block: nobody }} [@nobody-2020]"},
        {"evidence": "lots", "order": "x", "language": "??", "owner": "-1"},
    ],
)
def test_unfinished_text_has_a_preview(client, writer, unfinished):
    response = client.post(ADDRESS, typed(**unfinished))

    assert response.status_code == 200
    assert tree(response).find(".//h1").text.strip()


def test_preview_of_nothing_at_all_is_a_page(client, writer):
    assert client.post(ADDRESS).status_code == 200


def test_page_beside_the_text_has_no_word_of_its_own(client, writer):
    alone = client.post(ADDRESS, typed(beside="1"))

    assert "Preview for staff" not in text_of(alone)
    assert "Little." in text_of(alone)


def test_preview_expands_shared_blocks(client, writer):
    make_block("off-label", "Not approved for this.\n")

    assert "Not approved" in text_of(client.post(ADDRESS, typed(body="{{ block: off-label }}")))


def test_live_page_stays_as_it_was(client, writer):
    publication = make_publication(topic="basics", slug="sleep", id="sleep")

    client.post(ADDRESS, typed(publication.article, body="Typed."))

    assert "Typed." not in client.get("/basics/sleep/").content.decode()


def test_hostile_text_is_shown_as_text(client, writer):
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"

    response = client.post(ADDRESS, typed(title=attack, summary=attack, body=attack))

    page = tree(response)
    assert text_of(response).count(attack) >= 3
    assert {script.get("type") for script in page.iter("script")} <= {"application/ld+json"}
    assert not [element for element in page.iter() if element.get("onerror")]


def test_nobody_keeps_or_frames_a_preview(client, writer):
    response = client.post(ADDRESS, typed())

    assert "no-store" in response["Cache-Control"]
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert tree(response).find(".//meta[@name='robots']").get("content") == "noindex"


def test_preview_of_typed_text_needs_a_writer(client):
    article = make_article()
    assert client.post(ADDRESS, typed()).status_code == 401

    for rights in [(), (VIEW,), (CHANGE,), (VIEW, ADD)]:
        client.force_login(make_user(*rights))
        assert client.post(ADDRESS, typed(article)).status_code == 403, rights
    client.force_login(make_user(VIEW, CHANGE))
    assert client.post(ADDRESS, typed(article)).status_code == 200
    assert client.post(ADDRESS, typed()).status_code == 403


def test_preview_of_typed_text_is_only_posted(client, writer):
    assert client.get(ADDRESS).status_code == 405


def test_preview_of_typed_text_needs_the_token(writer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer)

    assert strict.post(ADDRESS, typed()).status_code == 403


def test_editor_offers_the_preview_without_a_script(client, writer):
    article = make_article()

    page = tree(client.get(reverse("admin:articles_article_change", args=[article.pk])))

    (button,) = page.findall(f".//button[@formaction='{ADDRESS}']")
    assert (button.get("name"), button.get("value")) == ("article", article.pk)
    assert button.get("formtarget") == "_blank"


def test_preview_says_where_the_sentence_on_the_change_will_stand(client, writer):
    assert "what you say when you publish it" in text_of(client.post(ADDRESS, typed()))
