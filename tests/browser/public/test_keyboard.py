"""Somebody without a mouse: sees where they are, and gets where they want to go."""

import pytest

from tests.browser.checks import focus
from tests.browser.looking import Way
from tests.browser.templates import FOR_READERS

pytestmark = pytest.mark.browser

WAYS = (Way(390), Way(1280, "dark"), Way(1280, "forced"))
MOST_TABS = 120
# The field that has the focus, or the group it belongs to, is wrong and named with its fault.
HAS_ITS_FAULT = """() => {
    const field = document.activeElement;
    const described = field.closest("[aria-describedby]");
    return field.closest("[aria-invalid=true]") && described.getAttribute("aria-describedby")
        .split(" ").some((id) => document.getElementById(id)?.textContent.trim());
}"""


@pytest.mark.parametrize("kind", FOR_READERS)
def test_focus_is_always_seen_and_the_first_stop_skips_to_the_main_text(visitor, kind):
    with visitor.open() as visit:
        FOR_READERS[kind].open(visit.page)

        found = focus.faults_of(visit.page, WAYS)

    assert not found, "\n".join(found)


def reach(page, target) -> None:
    """Come to `target` by Tab alone."""
    for _ in range(MOST_TABS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab.")


def follow(page, target) -> None:
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_skip_link_leads_into_the_main_text(visitor):
    with visitor.visit("/conditions/fibromyalgia/") as visit:
        page = visit.page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("location.hash") == "#main"
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_patient_comes_from_home_to_a_source_and_back(visitor):
    with visitor.visit("/") as visit:
        page = visit.page
        follow(page, page.locator("main a[href='/conditions/']").first)
        follow(page, page.locator("main a[href='/conditions/fibromyalgia/']").first)
        mark = page.locator("main sup a[href^='#source-']").first
        reach(page, mark)
        page.keyboard.press("Enter")
        source = page.locator(":target")
        assert source.is_visible()
        assert page.evaluate("scrollY") > 1000
        page.keyboard.press("Tab")
        assert source.locator(":focus").count() == 1

        page.go_back()
        assert "#" not in page.url
        page.go_back()
        assert page.url.endswith("/conditions/")


def test_menu_of_a_phone_opens_and_leads_on(visitor):
    with visitor.visit("/", viewport={"width": 390, "height": 844}) as visit:
        page = visit.page
        menu = page.locator(".menu__list")
        was_shown = menu.is_visible()
        reach(page, page.locator(".menu__button"))
        page.keyboard.press("Enter")
        menu.wait_for()
        follow(page, menu.get_by_role("link", name="Evidence"))

        assert not was_shown
        assert page.url.endswith("/evidence/")


def test_search_leads_to_the_page_that_was_meant(visitor):
    with visitor.visit("/search/") as visit:
        page = visit.page
        reach(page, page.locator("main [name=q]"))
        page.keyboard.type("fibromialgia")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        follow(page, page.locator("main a", has_text="LDN and fibromyalgia").first)

        assert page.url.endswith("/conditions/fibromyalgia/")


def test_form_with_faults_takes_the_focus_to_its_summary_and_from_there_to_each_field(visitor):
    with visitor.visit("/get-ldn/") as visit:
        page = visit.page
        page.locator("form [name=text]").fill("A long message, typed slowly.")
        page.locator("form [name=reply_to]").fill("not a route")
        follow(page, page.locator("main form button[type=submit]").last)
        page.locator(".error-summary:focus").wait_for()
        links = page.locator(".error-summary a")
        led_to = []
        for link in links.all():
            reach(page, link)
            page.keyboard.press("Enter")
            led_to.append(page.evaluate(HAS_ITS_FAULT))

        assert led_to
        assert all(led_to)
        assert page.locator("[name=text]").input_value() == "A long message, typed slowly."
