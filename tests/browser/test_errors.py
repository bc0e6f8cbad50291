"""Pages for when something is wrong, as a browser shows them."""

import pytest

from tests.browser.looking import NINE_WAYS, faults_of

pytestmark = pytest.mark.browser

ADDRESSES = {"nothing there": "/conditions/fibromialgia/", "nothing to be read": "/%00"}
SMALL = """() => [...document.querySelectorAll("main a[href^='tel:'], main a[href^='sms:']")]
    .map(link => link.getBoundingClientRect())
    .filter(box => box.height < 44 || box.width < 24).length"""


@pytest.mark.parametrize("kind", ADDRESSES)
def test_page_about_a_fault_has_no_fault(visitor, kind):
    with visitor.visit(ADDRESSES[kind]) as visit:
        assert faults_of(visit.page, NINE_WAYS) == []


def test_page_that_needs_no_database_has_its_style_and_numbers_to_press(visitor):
    with visitor.visit("/%00", viewport={"width": 390, "height": 844}) as visit:
        page = visit.page
        numbers = page.locator("main a[href^='tel:']").count()
        small = page.evaluate(SMALL)
        face = page.locator("h1").evaluate("title => getComputedStyle(title).fontFamily")

    assert numbers == 3
    assert small == 0
    assert "Newsreader" in face
    assert not [said for said in visit.complaints if "400" not in said]


def test_misspelled_address_leads_to_the_page_in_one_step(visitor):
    with visitor.visit("/conditions/fibromialgia/") as visit:
        with visit.page.expect_navigation():
            visit.page.get_by_role("link", name="LDN and fibromyalgia").click()

        assert visit.page.url.endswith("/conditions/fibromyalgia/")


def test_card_of_a_page_is_a_picture_that_browsers_show(visitor):
    with visitor.visit("/conditions/fibromyalgia/") as visit:
        address = visit.page.locator("meta[property='og:image']").get_attribute("content")
        visit.page.goto(address)
        shown = visit.page.locator("img").evaluate("one => [one.naturalWidth, one.naturalHeight]")

    assert shown == [1200, 630]
