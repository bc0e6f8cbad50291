"""Public pages once the pharmacy has filled in everything, with a number as long as they come."""

import pytest

from tests import serving
from tests.browser.looking import Way, faults_of

pytestmark = pytest.mark.browser

LONGEST = "+1 (713) 555-0100 ext. 43210"
FILL_IN = f"""
from tests.factories import fill_in_everything
from ldn_site.pharmacy.models import Location, Pharmacy
fill_in_everything()
Pharmacy.objects.update(phone="{LONGEST}", refill_phone="{LONGEST}")
Location.objects.update(phone="{LONGEST}", fax="{LONGEST}", hours="Daily 8-8")
"""
PAGES = ["/", "/get-ldn/", "/prescribers/", "/prescribers/fax-form/"]


@pytest.fixture(scope="module")
def site(set_up_folder, tmp_path_factory):
    with serving.serve_copy(set_up_folder, tmp_path_factory.mktemp("filled")) as site:
        site.manage("shell", "--no-imports", "-c", FILL_IN)
        yield site


@pytest.mark.parametrize("path", PAGES)
def test_page_with_every_fact_has_no_fault_and_needs_no_sideways_scrolling(visitor, path):
    with visitor.visit(path) as visit:
        found = faults_of(visit.page, [Way(320), Way(1280, "dark")])

        assert LONGEST in visit.page.locator("header").first.inner_text()
    assert not found, "\n".join(found)


def test_a_thumb_can_hit_what_calls_or_leads_on(visitor):
    with visitor.visit("/get-ldn/", viewport={"width": 390, "height": 800}) as visit:
        targets = visit.page.locator(
            ".location-card a, .location-card summary, .jumps a, .phone, main .button,"
            " .site-header__phone, .menu__button"
        )
        boxes = [(box.inner_text(), box.bounding_box()["height"]) for box in targets.all()]

    assert len(boxes) >= 12
    assert not [box for box in boxes if box[1] < 44]


def test_counter_says_today_on_the_screen_and_not_on_paper(visitor):
    with visitor.visit("/get-ldn/") as visit:
        today = visit.page.get_by_text("Today: 8\u00a0am to 8\u00a0pm").first
        shown = today.is_visible()
        visit.page.emulate_media(media="print")

        assert (shown, today.is_visible()) == (True, False)
