import pytest

from tests.browser.looking import axe_on, settle

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "a topic": "/conditions/",
    "an article with figures": "/conditions/fibromyalgia/",
    "an article with warnings": "/safety/opioids-and-other-medicines/",
    "the studies": "/evidence/",
    "some studies": "/evidence/?condition=fibromyalgia&direction=no-clear-benefit",
    "the claims": "/claims/",
    "claims that were searched": "/claims/?q=pain",
    "a study": "/evidence/younger-2013-fibromyalgia-rct/",
    "the glossary": "/glossary/",
    "a search": "/search/?q=fibromyalgia",
    "a search without result": "/search/?q=zzzzzz",
    "the form": "/get-ldn/",
    "after the form, a day later": "/get-ldn/sent/",
    "the form for prescribers": "/prescribers/ask/",
    "before a visit": "/visit/",
    "the wallet card": "/visit/wallet-card/",
    "about": "/about/who-we-are-and-how-we-earn/",
    "a wrong address": "/no-such-page/",
    "the staff's login": "/admin/account/login/",
}
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
# Django's own pages are held to WCAG 2.2 AA, ours to axe's advice as well.
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(visitor, kind):
    rules = WCAG if kind == "the staff's login" else {}
    found = []

    with visitor.visit(PAGES[kind]) as visit:
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit.page.set_viewport_size({"width": width, "height": 800})
                visit.page.emulate_media(color_scheme=scheme)
                settle(visit.page)
                if report := axe_on(visit.page, options=rules):
                    found.append(f"{width} px, {scheme}: {report}")

    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", PAGES)
def test_page_needs_no_sideways_scrolling_on_a_small_phone(visitor, kind):
    with visitor.visit(PAGES[kind], viewport={"width": 320, "height": 640}) as visit:
        wide = visit.page.evaluate("document.scrollingElement.scrollWidth")

    assert wide <= 320


@pytest.mark.parametrize("kind", sorted(set(PAGES) - {"the staff's login"}))
def test_page_asks_nobody_else_and_leaves_nothing_behind(visitor, kind):
    with visitor.visit(PAGES[kind]) as visit:
        visit.page.wait_for_load_state("networkidle")
        cookies = visit.page.context.cookies()
        stored = visit.page.evaluate("localStorage.length + sessionStorage.length")

    assert visit.requests
    assert not [url for url in visit.requests if not url.startswith(f"{visitor.url}/")]
    assert not cookies
    assert not stored
    expected = "404" if kind == "a wrong address" else None
    assert not [said for said in visit.complaints if not expected or expected not in said]


@pytest.mark.parametrize("kind", ["home", "an article with figures", "a study"])
def test_opioid_warning_is_in_the_first_screen_of_a_phone(visitor, kind):
    with visitor.visit(PAGES[kind], viewport={"width": 360, "height": 740}) as visit:
        warning = visit.page.locator("main").get_by_text("opioid").first
        top = warning.bounding_box()["y"]

    assert top < 740
