"""The search box while somebody types: by keyboard, by finger, by ear, on a slow line."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ON_A_PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def box_of(page):
    return page.get_by_role("combobox", name="Search this site")


def asked_for(visit):
    return [url.partition("?")[2] for url in visit.requests if "/search/suggest/" in url]


@pytest.mark.parametrize("path", ["/", "/search/"])
def test_place_is_reached_by_arrows_and_enter(visitor, path):
    with visitor.visit(path) as visit:
        page, box = visit.page, box_of(visit.page)
        box.press_sequentially("fibro")
        page.get_by_role("option").first.wait_for()
        expect(box).to_have_attribute("aria-expanded", "true")
        assert not box.get_attribute("aria-activedescendant")

        box.press("ArrowDown")
        chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
        assert chosen.get_attribute("aria-selected") == "true"
        assert "LDN and fibromyalgia" in chosen.inner_text()

        box.press("Enter")
        page.wait_for_url("**/conditions/fibromyalgia/")
    assert not visit.complaints


def test_part_of_a_page_is_reached_at_its_heading(visitor):
    with visitor.visit("/search/") as visit:
        box_of(visit.page).press_sequentially("what fibromyalgia is")
        visit.page.get_by_role("option", name="What fibromyalgia is").click()
        visit.page.wait_for_url("**/conditions/fibromyalgia/#what-fibromyalgia-is")


def test_enter_without_a_choice_searches_for_the_words(visitor):
    with visitor.visit("/search/") as visit:
        box = box_of(visit.page)
        box.press_sequentially("fibro")
        visit.page.get_by_role("option").first.wait_for()
        box.press("ArrowDown")
        box.press("ArrowUp")

        box.press("Enter")

        visit.page.wait_for_url("**/search/?q=fibro")


def test_arrows_go_around_through_the_box(visitor):
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        box.press_sequentially("fibro")
        page.get_by_role("option").first.wait_for()

        box.press("ArrowUp")
        expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
        box.press("ArrowDown")
        expect(page.locator("[aria-selected=true]")).to_have_count(0)


@pytest.mark.parametrize("leave", ["Escape", "Tab"])
def test_list_closes_and_the_words_stay(visitor, leave):
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        box.press_sequentially("fibro")
        page.get_by_role("option").first.wait_for()

        box.press(leave)

        expect(page.get_by_role("option")).to_have_count(0)
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(box).to_have_value("fibro")


def test_only_two_letters_of_a_word_are_sent(visitor):
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        box.press_sequentially("fibromyalgia s")
        page.get_by_role("status").filter(has_text="place").wait_for()
        box.press_sequentially("ide")
        page.wait_for_function("document.querySelector('[name=q]').value.endsWith('side')")
        expect(page.get_by_role("listbox")).to_be_hidden()

    assert set(asked_for(visit)) == {"q=fi", "q=si"}


def test_one_letter_asks_for_nothing(visitor):
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        page.clock.install()
        box.press_sequentially("f")
        page.clock.run_for(2_000)
        box.press("ArrowDown")

        expect(page.get_by_role("option")).to_have_count(0)

    assert asked_for(visit) == []


def test_old_question_is_given_up_for_the_newest(visitor):
    unanswered = []
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        page.route("**/suggest/?q=fi", lambda route: unanswered.append(route))
        with page.expect_request("**/suggest/?q=fi"):
            box.fill("fibro")

        with page.expect_event("requestfailed") as given_up:
            box.fill("dreams")

        expect(page.get_by_role("option").first).to_contain_text("ream")
        assert given_up.value.url.endswith("q=fi")


def test_number_of_places_is_said_once_for_listeners(visitor):
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        box.press_sequentially("fibro")
        page.get_by_role("option").first.wait_for()
        count = page.get_by_role("option").count()

        assert 1 < count <= 6
        expect(page.get_by_role("status")).to_contain_text(f"{count} places")
        box.press("Escape")
        expect(page.get_by_role("status")).to_be_empty()


def test_finger_finds_a_place_on_a_small_phone(visitor):
    with visitor.visit("/search/", **ON_A_PHONE) as visit:
        page = visit.page
        box_of(page).tap()
        box_of(page).press_sequentially("fibro")
        page.get_by_role("option").first.wait_for()
        heights = [option.bounding_box()["height"] for option in page.get_by_role("option").all()]

        assert min(heights) >= 44
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
        page.get_by_role("option", name="LDN and fibromyalgia").first.tap()
        page.wait_for_url("**/conditions/fibromyalgia/")


def test_words_of_a_place_stay_words(visitor):
    place = {"name": "<img src=x onerror=alert(1)> fix", "part_of": "<b>x</b>", "path": "/safety/"}
    with visitor.visit("/search/") as visit:
        page = visit.page
        page.route("**/suggest/*", lambda route: route.fulfill(json={"places": [place]}))
        box_of(page).press_sequentially("fix")

        expect(page.get_by_role("option")).to_contain_text("<img src=x onerror=alert(1)>")
        assert page.locator("[role=listbox] :is(img, b)").count() == 0
    assert "dialog" not in visit.complaints


def test_search_works_where_suggestions_do_not_come(visitor):
    with visitor.visit("/search/") as visit:
        page, box = visit.page, box_of(visit.page)
        page.route("**/suggest/*", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            box.press_sequentially("fibro")

        box.press("Enter")

        page.wait_for_url("**/search/?q=fibro")
        page.get_by_role("heading", name="pages for “fibro”").wait_for()


def test_without_a_script_the_box_is_a_search_box(visitor):
    with visitor.visit("/", java_script_enabled=False) as visit:
        page = visit.page
        page.locator("main").get_by_role("searchbox").fill("dreams")
        page.locator("main").get_by_role("button", name="Search").click()
        page.wait_for_url("**/search/?q=dreams")

        assert not page.locator("[role=listbox]").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_the_list_is_open(visitor, width, scheme):
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with visitor.visit("/search/", **look) as visit:
        box = box_of(visit.page)
        box.press_sequentially("fibro")
        visit.page.get_by_role("option").first.wait_for()
        box.press("ArrowDown")

        found = Axe().run(visit.page, options={"resultTypes": ["violations"]})

    assert not found.violations_count, found.generate_report()


@pytest.mark.parametrize("words", ["suicide", "microglia", "side effects", "zebra", "weight loss"])
def test_axe_finds_nothing_on_what_a_search_shows(visitor, words):
    with visitor.visit(f"/search/?q={words}", viewport={"width": 320, "height": 640}) as visit:
        found = Axe().run(visit.page, options={"resultTypes": ["violations"]})
        wide = visit.page.evaluate("document.scrollingElement.scrollWidth")

    assert not found.violations_count, found.generate_report()
    assert wide <= 320
