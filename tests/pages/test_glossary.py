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


def test_glossary_without_words_says_so(client: Client):
    assert "No words are listed yet." in text_of(client.get("/glossary/"))
