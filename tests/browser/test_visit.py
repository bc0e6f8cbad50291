"""The sheet for a doctor's visit and the wallet card, in a browser and on paper."""

import pytest

from ldn_site.pages import visiting
from tests import serving
from tests.browser.looking import Way, faults_of
from tests.browser.printing import SIZES, printed

pytestmark = pytest.mark.browser

# Facts as long as real ones, so that the paper is as full as it will be.
FILL_IN = """
from ldn_site.pharmacy.models import Location, Pharmacy
Pharmacy.objects.update_or_create(pk=1, defaults={
    "legal_name": "A Compounding Pharmacy of Houston, LLC",
    "phone": "(713) 555-0100",
    "prescriber_phone": "(713) 555-0199",
})
Location.objects.update(
    phone="(713) 555-0123", fax="(713) 555-0124", erx_name="A Compounding Pharmacy of Texas"
)
"""
ADDRESS = "http://www.a-compounding-pharmacy.example"
SMALLEST = 12  # pixels, which are 9 points
WORDS = (
    "Sleep through the night on most days of the week, walk my dog for 20 minutes each morning "
    "and get back to my part-time work at the library. "
)
TICK = "boxes => boxes.forEach((box, at) => { if (at < %d) box.click() })"
TYPE = """(boxes, words) => boxes.forEach(box => {
    box.value = words.repeat(3).slice(0, box.maxLength);
    box.dispatchEvent(new Event("input", {bubbles: true}));
})"""
SIZES_OF_TYPE = """sheet => Math.min(...[...sheet.querySelectorAll("*")]
    .filter(element => element.getClientRects().length)
    .map(element => parseFloat(getComputedStyle(element).fontSize)))"""


@pytest.fixture(scope="module")
def site(set_up_folder, tmp_path_factory):
    into = tmp_path_factory.mktemp("visit")
    with serving.serve_copy(set_up_folder, into, SITE_URL=ADDRESS) as site:
        site.manage("shell", "-c", FILL_IN)
        yield site


def tick(page, number):
    """The first `number` boxes, opioids among them."""
    page.locator("form input").evaluate_all(TICK % number)


def type_everywhere(page, words=WORDS):
    page.locator("form textarea").evaluate_all(TYPE, words)


def conditions(page):
    return list(page.locator("option").evaluate_all("o => o.map(x => x.value)"))


def words_on(page):
    return " ".join(page.locator("[data-sheet]").inner_text().split())


def test_sheet_is_made_without_a_connection_and_without_a_request(visitor):
    with visitor.visit("/visit/") as visit:
        page = visit.page
        page.wait_for_load_state("networkidle")
        address = page.url
        visit.requests.clear()
        page.context.set_offline(True)
        page.evaluate("window.print = () => { window.wasPrinted = true }")

        page.check("#visit-opioid-pain")
        page.check("#visit-liver")
        page.select_option("#visit-condition", "fibromyalgia")
        page.fill("#visit-goal", "Walk for 20 minutes\nzebra-crossing-4711")
        page.get_by_role("button", name="Print").click()

        words = words_on(page)
        stored = page.evaluate("localStorage.length + sessionStorage.length")
        kept = page.evaluate("async () => (await indexedDB.databases()).length")
        assert page.evaluate("window.wasPrinted")
        assert not visit.requests
        assert not page.context.cookies()
        assert not stored
        assert not kept
        assert page.url == address
        assert not visit.complaints

    assert "My goal: Walk for 20 minutes; zebra-crossing-4711" in words
    assert "Liver disease:" in words
    assert "Kidney disease:" not in words
    assert words.count("no clear benefit.") == 3


def test_browser_refuses_to_send_anything_from_the_page(visitor):
    with visitor.visit("/visit/") as visit:
        answer = visit.page.evaluate("fetch('/healthz').then(() => 'sent', () => 'refused')")

    assert answer == "refused"
    assert not [url for url in visit.requests if url.endswith("/healthz")]


def test_nothing_is_left_after_a_reload(visitor):
    with visitor.visit("/visit/") as visit:
        visit.page.check("#visit-mood")
        visit.page.fill("#visit-goal", "Walk")
        visit.page.reload()

        assert not visit.page.is_checked("#visit-mood")
        assert visit.page.input_value("#visit-goal") == ""
        assert "Walk" not in words_on(visit.page)


def test_start_over_asks_and_clears_everything(visitor):
    with visitor.visit("/visit/") as visit:
        blank = words_on(visit.page)
        tick(visit.page, 99)
        type_everywhere(visit.page)
        visit.page.select_option("#visit-condition", "other")
        made = words_on(visit.page)

        visit.page.get_by_role("button", name="Start over").click()

        assert visit.complaints == ["dialog"]
        assert words_on(visit.page) == blank != made
        assert visit.page.evaluate("document.activeElement.value") == "opioid-pain"


@pytest.mark.parametrize("tick_id", [tick.id for tick in visiting.OPIOID_TICKS])
def test_opioid_warning_comes_at_once_and_first_on_paper(visitor, tick_id):
    with visitor.visit("/visit/", viewport={"width": 360, "height": 740}) as visit:
        page = visit.page
        warning = page.get_by_role("alert").get_by_text("Do not start LDN now.")
        assert warning.is_hidden()

        page.check(f"#visit-{tick_id}")

        box = warning.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 740
        (paper,) = printed(page, "Letter")
        page.uncheck(f"#visit-{tick_id}")
        assert warning.is_hidden()

    assert paper.index("Do not stop the opioid") < paper.index("Why I ask")
    assert "I ticked nothing else on the list." in paper


def test_sheet_without_a_tick_says_so_and_warns_of_nothing(visitor):
    with visitor.visit("/visit/") as visit:
        visit.page.select_option("#visit-condition", "other")
        visit.page.fill("#visit-other", "Gout")
        words = words_on(visit.page)

    assert "I ask about LDN for: Gout" in words
    assert "I ticked none of those on the list." in words
    assert "Do not start LDN now." not in words
    assert "this site has no page on this condition" in words


@pytest.mark.parametrize(("ticked", "typed"), [(6, WORDS), (99, WORDS), (99, WORDS.upper())])
def test_fullest_sheet_is_one_page_in_type_that_can_be_read(visitor, ticked, typed):
    too_long = []

    with visitor.visit("/visit/") as visit:
        page = visit.page
        tick(page, ticked)
        type_everywhere(page, typed)
        for condition in conditions(page):
            page.select_option("#visit-condition", condition)
            for size in SIZES:
                sheets = printed(page, size)
                if len(sheets) > 1:
                    too_long.append((condition, size))
        page.emulate_media(media="print")
        smallest = page.locator("[data-sheet]").evaluate(SIZES_OF_TYPE)

    assert not too_long
    assert smallest >= SMALLEST


@pytest.mark.parametrize("size", SIZES)
def test_without_a_script_a_blank_sheet_is_printed(visitor, size):
    with visitor.visit("/visit/", java_script_enabled=False) as visit:
        assert visit.page.locator("form").is_hidden()
        assert visit.page.get_by_text("Print this page and fill it in by hand").is_visible()
        sheets = printed(visit.page, size)

    (paper,) = sheets
    for words in (
        "If one of these is ticked",
        "Liver disease:",
        "My goal:",
        "We decided:",
        "Not now",
    ):
        assert words in paper
    assert "Prepare for your doctor" not in paper
    assert "If you need help now" not in paper


@pytest.mark.parametrize("size", SIZES)
def test_blank_sheet_is_the_same_with_a_script(visitor, size):
    with visitor.visit("/visit/") as visit:
        sheets = printed(visit.page, size)
    with visitor.visit("/visit/", java_script_enabled=False) as visit:
        assert printed(visit.page, size) == sheets


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("runs_scripts", [True, False])
def test_two_wallet_cards_are_on_one_page(visitor, size, runs_scripts):
    with visitor.visit("/visit/wallet-card/", java_script_enabled=runs_scripts) as visit:
        (paper,) = printed(visit.page, size)

    assert paper.count("I take low-dose naltrexone (LDN)") == 2
    assert paper.count("(713) 555-0100") == 2
    assert "Print this page" not in paper


def test_wallet_card_has_the_size_of_a_bank_card_and_all_words_fit(visitor):
    with visitor.visit("/visit/wallet-card/") as visit:
        visit.page.emulate_media(media="print")
        sides = visit.page.locator(".wallet__side").evaluate_all(
            "all => all.map(s => [s.clientWidth, s.scrollWidth, s.clientHeight, s.scrollHeight])"
        )

    assert len(sides) == 4
    for width, words_wide, height, words_high in sides:
        assert abs(width / 96 * 25.4 - 85.6) < 1
        assert abs(height / 96 * 25.4 - 54) < 1
        assert words_wide <= width
        assert words_high <= height


def test_axe_finds_nothing_in_a_sheet_that_is_filled_in(visitor):
    with visitor.visit("/visit/") as visit:
        tick(visit.page, 99)
        type_everywhere(visit.page)
        visit.page.select_option("#visit-condition", "fibromyalgia")
        found = faults_of(visit.page, [Way(360), Way(1280, "dark")])

    assert not found, "\n".join(found)


def test_sheet_is_made_with_the_keyboard_alone(visitor):
    with visitor.visit("/visit/") as visit:
        page, keys = visit.page, visit.page.keyboard
        page.evaluate("window.print = () => { window.wasPrinted = true }")

        def tab_to(wanted):
            for _ in range(80):
                keys.press("Tab")
                if page.evaluate(f"document.activeElement.matches({wanted!r})"):
                    return
            raise AssertionError(f"Tab does not lead to {wanted}")

        tab_to("#visit-opioid-pain")
        keys.press("Space")
        tab_to("#visit-condition")
        keys.type("Fibro")
        tab_to("#visit-goal")
        keys.type("Walk")
        tab_to("[data-print]")
        keys.press("Enter")

        words = words_on(page)
        assert page.evaluate("window.wasPrinted")

    for line in ("Takes an opioid for pain:", "I ask about LDN for: Fibromyalgia", "My goal: Walk"):
        assert line in words


def test_hints_say_how_many_letters_are_left(visitor):
    with visitor.visit("/visit/") as visit:
        visit.page.fill("#visit-goal", "Walk")
        hint = visit.page.locator("#visit-goal-hint").inner_text()

    assert hint.endswith(f"Letters left: {visiting.GOAL.most - 4}")
