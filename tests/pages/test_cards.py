"""The pictures that other sites show beside a link."""

import io

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client
from PIL import Image

from ldn_site.articles.publishing import withdraw
from ldn_site.articles.writing import save_article
from ldn_site.media import cardkeeping
from tests.factories import fill_in_pharmacy, in_days, make_article, make_publication
from tests.pages.reading import tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(tmp_path, settings):
    """An empty folder for cards."""
    cards = settings.STORAGES["cards"] | {"OPTIONS": {"location": tmp_path / "cards"}}
    settings.STORAGES = settings.STORAGES | {"cards": cards}
    return storages["cards"]


def meta(client: Client, path: str) -> dict[str, str]:
    head = tree(client.get(path)).find("head")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in head.iter("meta")}


def card_of(client: Client, path: str) -> str:
    address = meta(client, path)["og:image"]
    assert address.startswith("http://testserver/cards/")
    return address.removeprefix("http://testserver")


def files(shelf) -> list[str]:
    return shelf.listdir("")[1] if shelf.exists("") else []


@pytest.mark.parametrize(
    "path", ["/", "/basics/", "/conditions/", "/evidence/", "/claims/", "/basics/page/"]
)
def test_page_names_a_card_that_is_there(client: Client, path):
    make_publication(slug="page", title="LDN & sleep", evidence=2, evidence_reason="Small.")

    response = client.get(card_of(client, path))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert "immutable" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_card_is_described_in_words_with_its_grade(client: Client):
    make_publication(slug="page", title="LDN & sleep", evidence=2, evidence_reason="Small.")

    found = meta(client, "/basics/page/")

    assert found["og:image:alt"] == "LDN & sleep. Weak or mixed evidence."
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert found["twitter:card"] == "summary_large_image"


def test_card_is_drawn_once(client: Client, monkeypatch):
    drawn = []
    monkeypatch.setattr(cardkeeping, "draw", lambda card: drawn.append(card) or b"a card")
    address = card_of(client, "/")

    assert [client.get(address).content for _ in range(3)] == [b"a card"] * 3
    assert len(drawn) == 1


def test_card_is_shown_though_it_cannot_be_kept(client: Client, monkeypatch, shelf):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(shelf), "_save", full)

    assert client.get(card_of(client, "/")).content.startswith(b"\x89PNG")


def test_address_changes_with_what_is_on_the_card_and_the_old_one_leads_on(client: Client):
    article = make_publication(slug="page", title="One", evidence=1, evidence_reason="x").article
    first = card_of(client, "/basics/page/")
    fill_in_pharmacy(legal_name="Good & Co")

    second = card_of(client, "/basics/page/")

    assert first != second
    assert client.get(first)["Location"] == second
    assert "max-age=60" in client.get(first)["Cache-Control"]
    article.refresh_from_db()
    article.body = "More words.\n"
    make_publication(save_article(article, by=None))
    assert card_of(client, "/basics/page/") == second  # no word on the card changed


def test_nothing_that_is_not_live_has_a_card(client: Client):
    live = make_publication(id="gone", slug="gone", title="Gone")
    address = card_of(client, "/basics/gone/")
    client.get(address)
    withdraw(live.article, by=None, reason="Wrong.")
    make_publication(id="later", publish_at=in_days(1))
    make_article(id="draft")

    assert client.get(address).status_code == 404
    for name in ("later", "draft", "nothing"):
        assert client.get(f"/cards/page/{name}/{'0' * 12}.png").status_code == 404
    assert client.get(f"/cards/list/nothing/{'0' * 12}.png").status_code == 404


def test_page_that_is_not_to_be_found_names_no_card(client: Client):
    assert "og:image" not in meta(client, "/nope/")
    assert "twitter:card" not in meta(client, "/nope/")


def test_title_that_the_fonts_cannot_set_is_not_drawn_in_boxes(client: Client):
    make_publication(slug="page", title="What β-endorphin does")

    assert meta(client, "/basics/page/")["og:image:alt"] == "The basics"


def test_cards_of_pages_that_changed_or_went_are_removed(client: Client, shelf):
    kept = make_publication(slug="kept", title="Kept")
    gone = make_publication(slug="gone", title="Gone")
    for page in (kept, gone):
        client.get(card_of(client, page.path))
    address = card_of(client, kept.path)
    withdraw(gone.article, by=None, reason="Wrong.")

    call_command("tidy_cards", verbosity=0)

    assert files(shelf) == [address.rsplit("/", 1)[1]]


def test_tidying_where_no_card_was_drawn_does_nothing(shelf):
    call_command("tidy_cards", verbosity=0)

    assert files(shelf) == []


def test_waiting_for_other_cards_ends(client: Client, monkeypatch):
    monkeypatch.setattr(cardkeeping, "WAIT_SECONDS", 0)
    address = card_of(client, "/")

    with cardkeeping._one_at_a_time:
        response = client.get(address)

    assert (response.status_code, response["Retry-After"]) == (503, "10")
