import pytest
from django.test import Client

from ldn_site.articles.models import GlossaryTerm
from ldn_site.articles.writing import save_term
from tests.pages.reading import text_of, tree

pytestmark = pytest.mark.django_db


def test_glossary_lists_words_by_letter_with_a_place_to_link_to(client: Client):
    for slug, term in [("placebo", "placebo"), ("mg", "mg"), ("fda", "FDA <x>")]:
        save_term(GlossaryTerm(slug=slug, term=term, definition=f"{slug} & so on."), by=None)

    response = client.get("/glossary/")

    assert [term.text for term in tree(response).iter("dt")] == ["FDA <x>", "mg", "placebo"]
    assert tree(response).find(".//*[@id='term-placebo']") is not None
    assert "placebo & so on." in text_of(response)


def test_each_letter_that_has_words_can_be_jumped_to_and_no_other(client: Client):
    for term in ("placebo", "PTSD", "Éthanol", "5-HT", "mg"):
        slug = f"word-{ord(term[0])}-{len(term)}"
        save_term(GlossaryTerm(slug=slug, term=term, definition="A word."), by=None)

    page = tree(client.get("/glossary/"))

    jumps = page.find(".//nav[@aria-label='Letters']").iter("a")
    targets = {link.text: page.find(f".//*[@id='{link.get('href')[1:]}']") for link in jumps}
    assert list(targets) == ["0–9", "E", "M", "P"]
    assert [heading.text for heading in targets.values()] == list(targets)
    words = [term.text for term in page.find(".//section[4]").iter("dt")]
    assert words == ["placebo", "PTSD"]


def test_glossary_without_words_says_so(client: Client):
    assert "No words are listed yet." in text_of(client.get("/glossary/"))
