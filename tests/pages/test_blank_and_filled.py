"""Pages that show the pharmacy's facts read well with none of them and with all of them."""

import re

import pytest

from tests.factories import EXAMPLE_LOCATIONS, EXAMPLE_PHARMACY, fill_in_everything
from tests.pages.reading import tree

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/get-ldn/",
    "/visit/",
    "/prescribers/",
    "/prescribers/ask/",
    "/prescribers/fax-form/",
]
# What must never hold nothing. A line to write on and a place for a script's words may.
TEXTS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "a", "button", "summary", "label", "legend"}
FOR_PATIENTS = ("refill", "refill_phone", "reply_time", "cost", "shipping")
PLACEHOLDER = re.compile(
    r"^None$|[:,(] None\b(?! [a-z])|\bnull\b|\bundefined\b|\bTBD\b|\b555\b|XXX|\{\{|\{%|%\("
)
MAY_BE_EMPTY = {"data-blank", "role"}
HEADINGS = {"h2", "h3", "h4"}


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def empty(page) -> list[str]:
    return [
        f"<{element.tag} {element.attrib}>"
        for element in page.find(".//body").iter()
        if element.tag in TEXTS and not words(element) and not MAY_BE_EMPTY & {*element.attrib}
    ]


@pytest.fixture(params=["blank", "filled"])
def facts(request):
    if request.param == "filled":
        fill_in_everything()
    return request.param


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_the_page_is_empty(client, facts, path):
    page = tree(client.get(path))

    assert page.find(".//h1") is not None
    assert not empty(page)


@pytest.mark.parametrize("path", PAGES)
def test_every_heading_has_something_below_it(client, facts, path):
    main = tree(client.get(path)).find(".//main")
    bare = [
        words(above)
        for parent in main.iter()
        if parent.tag != "legend"
        for above, below in zip(parent, [*parent][1:] + [None], strict=False)
        if above.tag in HEADINGS and (below is None or below.tag == above.tag)
    ]

    assert not bare


@pytest.mark.parametrize("path", PAGES)
def test_blank_page_holds_no_placeholder(client, path):
    body = tree(client.get(path)).find(".//body")

    texts = [" ".join(text.split()) for text in body.itertext()]
    assert not [text for text in texts if PLACEHOLDER.search(text)]


@pytest.mark.parametrize("path", PAGES)
def test_filled_page_is_dialed_and_read_as_it_was_typed(client, path):
    fill_in_everything()

    response = client.get(path)

    body = words(tree(response).find(".//body"))
    assert EXAMPLE_PHARMACY["phone"] in body
    assert EXAMPLE_PHARMACY["legal_name"] in body
    assert not re.search(r'href="(tel:)?"', response.content.decode())


def test_each_fact_for_patients_is_on_the_page_that_says_how_to_get_ldn(client):
    fill_in_everything()

    main = words(tree(client.get("/get-ldn/")).find(".//main"))

    facts = [EXAMPLE_PHARMACY[name] for name in FOR_PATIENTS]
    for place in EXAMPLE_LOCATIONS.values():
        facts += [fact for name, fact in place.items() if name != "map_url"]
    assert not [fact for fact in facts if "".join(fact.split()) not in main.replace(" ", "")]
