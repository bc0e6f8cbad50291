"""A prescriber with two minutes: copies a number, prints the card, prints the form."""

import pytest

from tests import serving
from tests.browser.conftest import Visitor
from tests.browser.printing import SIZES, printed

pytestmark = pytest.mark.browser

PAGES = {"the card": "/prescribers/", "the form": "/prescribers/fax-form/"}
# As much as a pharmacy is likely to write about itself.
FILL_IN = """
from datetime import date
from ldn_site.pharmacy.models import Location, Pharmacy

Pharmacy.objects.update_or_create(pk=1, defaults=dict(
    legal_name="Example Compounding Pharmacy and Wellness Center, LLC",
    phone="(713) 555-0100", prescriber_phone="(713) 555-0101", checked_on=date(2026, 11, 3),
    forms_made="Capsules from 0.5 mg to 6 mg, immediate release, in steps of 0.5 mg. Filler: "
    "microcrystalline cellulose. Without lactose, gluten or dye if you ask for it. Liquid of "
    "1 mg per mL. Other forms and strengths after a call with a pharmacist.",
))
for number, place in enumerate(Location.objects.all()):
    place.address = f"1{number}00 Example Boulevard, Suite 10{number}\\n{place.name}, TX 77000"
    place.erx_name = f"Example Compounding Pharmacy {place.name}"
    place.npi, place.ncpdp_id = f"123456789{number}", f"765432{number}"
    place.phone, place.fax = f"(713) 555-011{number}", f"(713) 555-012{number}"
    place.checked_on = date(2026, 11, 3)
    place.save()
"""

# The smallest type of the card in points, apart from the small numbers of its sources.
SIZES_OF_TYPE = """() => {
    const smallest = (elements) => Math.min(...elements
        .filter((e) => e.getClientRects().length && !e.closest("sup"))
        .map((e) => parseFloat(getComputedStyle(e).fontSize) * 0.75));
    const all = [...document.querySelectorAll(".prescribers__card *")];
    const isSource = (e) => e.closest(".prescribers__sources");
    return {
        sources: smallest(all.filter(isSource)),
        rest: smallest(all.filter((e) => !isSource(e))),
    };
}"""


@pytest.fixture(scope="module")
def filled_visitor(chromium, set_up_folder, tmp_path_factory):
    """A visitor of a pharmacy that has filled in all its settings."""
    with serving.serve_copy(set_up_folder, tmp_path_factory.mktemp("filled")) as site:
        site.manage("shell", "-c", FILL_IN)
        yield Visitor(chromium, site.url)


@pytest.fixture(params=["blank", "filled"])
def any_visitor(request):
    """A visitor of the site with its settings blank, and one with all of them filled in."""
    name = "visitor" if request.param == "blank" else "filled_visitor"
    return request.getfixturevalue(name)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", PAGES)
def test_page_prints_on_one_sheet(any_visitor, kind, size):
    with any_visitor.visit(PAGES[kind]) as visit:
        assert len(printed(visit.page, size)) == 1


def test_printed_card_holds_all_that_is_needed_and_nothing_to_press(filled_visitor):
    with filled_visitor.visit("/prescribers/") as visit:
        (words,) = printed(visit.page, "Letter")

    for said in (
        *("First: no opioids", "What the prescription should say", "Strength and unit"),
        *("7654320", "1234567891", "(713) 555-0121", "(713) 555-0101", "Other cautions"),
        *("3 no clear benefit", "You may say no", "Sources", "PMID 38258677", "/prescribers/"),
    ):
        assert said in words
    for button in ("Copy", "Print this card", "Menu"):
        assert button not in words


def test_printed_card_of_a_pharmacy_without_numbers_says_where_to_ask(visitor):
    with visitor.visit("/prescribers/") as visit:
        (words,) = printed(visit.page, "Letter")

    assert "/prescribers/ask/)" in words


def test_printed_card_is_set_in_type_that_can_be_read(filled_visitor):
    with filled_visitor.visit("/prescribers/") as visit:
        visit.page.emulate_media(media="print")
        sizes = visit.page.evaluate(SIZES_OF_TYPE)

    assert sizes["sources"] >= 8
    assert sizes["rest"] >= 9


def test_what_to_weigh_stands_in_one_piece_on_the_printed_card(any_visitor):
    with any_visitor.visit("/prescribers/", viewport={"width": 740, "height": 960}) as visit:
        visit.page.emulate_media(media="print")
        part = visit.page.get_by_role("region", name="Before you decide")

        assert part.evaluate("part => part.getClientRects().length") == 1


def test_trials_of_a_condition_unfold(visitor):
    with visitor.visit("/prescribers/") as visit:
        trial = visit.page.get_by_role("link", name="Bruun 2024", exact=True).last
        was_shown = trial.is_visible()
        visit.page.locator("summary", has_text="Fibromyalgia").click()

        assert (was_shown, trial.is_visible()) == (False, True)


def test_prescriber_copies_a_number_by_keyboard_and_is_told(filled_visitor):
    allowed = ["clipboard-read", "clipboard-write"]
    with filled_visitor.visit("/prescribers/", permissions=allowed) as visit:
        page = visit.page
        page.get_by_role("button", name="Copy NCPDP ID, Sugar Land").focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="Copied: NCPDP ID, Sugar Land").wait_for()

        assert page.evaluate("navigator.clipboard.readText()") == "7654321"
        assert page.locator("[data-is-copied]").count() == 1
    assert not visit.complaints


def test_wording_of_a_prescription_is_copied_line_by_line(visitor):
    allowed = ["clipboard-read", "clipboard-write"]
    with visitor.visit("/prescribers/", permissions=allowed) as visit:
        page = visit.page
        page.get_by_role("button", name="Copy the wording").click()
        page.get_by_role("status").filter(has_text="Copied").wait_for()

        lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == "Naltrexone ____ mg capsule by mouth, immediate release, compounded"
    assert len(lines) == 12


def test_words_are_selected_where_the_browser_does_not_let_a_page_copy(filled_visitor):
    with filled_visitor.visit("/prescribers/") as visit:
        page = visit.page
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
        page.get_by_role("button", name="Copy NPI, Houston").click()
        page.get_by_role("status").filter(has_text="Selected").wait_for()

        assert page.evaluate("getSelection().toString()") == "1234567890"


@pytest.mark.parametrize("kind", PAGES)
def test_button_prints(filled_visitor, kind):
    with filled_visitor.visit(PAGES[kind]) as visit:
        visit.page.evaluate("() => { window.print = () => { document.title = 'printed'; } }")
        assert visit.page.title() != "printed"
        visit.page.get_by_role("button", name="Print this").click()

        assert visit.page.title() == "printed"


@pytest.mark.parametrize("kind", PAGES)
def test_nobody_meets_a_button_that_does_nothing(filled_visitor, kind):
    with filled_visitor.visit(PAGES[kind], java_script_enabled=False) as visit:
        assert visit.page.locator("main").get_by_role("button").count() == 0
        assert len(printed(visit.page, "Letter")) == 1


def test_warning_about_opioids_is_in_the_first_screen_of_a_phone(visitor):
    with visitor.visit("/prescribers/", viewport={"width": 360, "height": 740}) as visit:
        warning = visit.page.get_by_role("heading", name="First: no opioids")

        assert warning.bounding_box()["y"] < 700
