"""What stands on a page has its rules in the sheets that the page loads."""

import re

import pytest
from django.test import Client

from ldn_site.articles.models import Publication
from tests.pages.reading import tree
from tests.sheets import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

PAGES = (
    *("/", "/conditions/", "/basics/", "/evidence/", "/evidence/?condition=fibromyalgia"),
    *("/claims/", "/glossary/", "/search/", "/search/?q=pain", "/search/?q=zzzzzz", "/nope/"),
    *("/evidence/younger-2013-fibromyalgia-rct/", "/get-ldn/", "/get-ldn/sent/", "/visit/"),
    *("/visit/wallet-card/", "/prescribers/", "/prescribers/ask/", "/prescribers/fax-form/"),
    "/design/",
)
SHEET = re.compile(r"/css/([a-z-]+)\.")
CLASS = re.compile(r"\.([a-z][\w-]*)")
# Names for tests and for what reads pages apart; they need no look.
HOOKS = {"study"}


def unstyled(response) -> set[str]:
    """The blocks on a page that none of its sheets has a rule for: a part that was forgotten.

    A part of a block may do without one; its name then only says what it is.
    """
    page = tree(response)
    links = [link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"]
    rules = "".join(sheet(SHEET.search(href)[1]) for href in links)
    used = {name for element in page.iter() for name in (element.get("class") or "").split()}
    return set(map(block_of, used)) - set(map(block_of, CLASS.findall(rules))) - HOOKS


def block_of(name: str) -> str:
    return re.split("__|--", name)[0]


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_the_rules_of_all_that_stands_on_it(client: Client, path):
    assert unstyled(client.get(path)) == set()


def test_article_loads_the_rules_of_all_that_stands_on_it(client: Client):
    paths = list(Publication.objects.live().values_list("path", flat=True))

    assert len(paths) >= 40
    assert {path: found for path in paths if (found := unstyled(client.get(path)))} == {}
