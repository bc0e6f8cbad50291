import pytest

from ldn_site.articles.checking import check
from ldn_site.articles.library import Library, stored_paths
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def dead_links(article) -> list[str]:
    return [found.message for found in check(article) if found.code == "dead-link"]


def test_addresses_of_articles_are_told_from_others():
    make_article(topic="safety", slug="sleep")
    make_article(topic="safety", slug="dormir", language="es")

    wanted = {"/safety/sleep/", "/es/safety/dormir/", "/safety/dormir/", "/basics/sleep/", "/x/"}

    assert stored_paths(wanted) == {"/safety/sleep/", "/es/safety/dormir/"}


def test_link_to_a_page_that_is_not_there_is_a_finding():
    make_article(topic="basics", slug="there")
    body = "[one](/basics/there/?a=b#c) and [two](/basics/gone/#d)\n"

    assert dead_links(make_article(body=body)) == ["The link to /basics/gone/#d leads nowhere."]


def test_library_asks_the_same_however_many_articles_there_are(django_assert_num_queries):
    article = make_article(body="[one](/basics/a/), [two](/safety/b/), [three](/basics/c/)\n")
    for _ in range(5):
        make_article()

    with django_assert_num_queries(4):
        library = Library.load()
    with django_assert_num_queries(1):
        check(article, library)
