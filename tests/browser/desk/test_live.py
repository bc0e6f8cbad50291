"""The preview beside the text and the problems under it, in the browser of a writer."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.desk.staff import PASSWORD, make_staff, sign_in
from tests.browser.looking import Way, faults_of

pytestmark = pytest.mark.browser

ARTICLE = "/admin/articles/article/fibromyalgia/change/"
NEW = "/admin/articles/article/add/"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
PAGE = "#desk-preview iframe"
# Long enough that its end is out of view in any preview.
LONG = "\n\n".join(f"## Part {n}\n\n" + f"Words of part {n}. " * 60 for n in range(1, 9))
HARD = (
    "Considerable heterogeneity characterizes the *pharmacological* literature concerning "
    "individual tolerability, necessitating [methodological](/basics/what-is-ldn/) examination."
)


@pytest.fixture(scope="module")
def state(visitor, site, tmp_path_factory):
    """The cookies of a writer who is signed in."""
    make_staff(site, "live-writer", "Wren Example", "everything")
    path = tmp_path_factory.mktemp("session") / "state.json"
    with visitor.visit("/admin/login/") as visit:
        sign_in(visit.page, "live-writer")
        visit.page.context.storage_state(path=path)
    return path


@pytest.fixture
def writing(visitor, state):
    @contextmanager
    def opened(path=NEW, viewport=WIDE, **options):
        with visitor.visit(path, storage_state=state, viewport=viewport, **options) as visit:
            visit.page.locator("#desk-problems [data-counts]:not(:empty)").wait_for()
            yield visit
            assert not visit.complaints

    return opened


def shown(page):
    return page.frame_locator(PAGE)


def previews(visit) -> int:
    return sum(url.endswith("/admin/preview/") for url in visit.requests)


def rest_for_a_check(page, act):
    """Does `act` and waits until the checker has answered, which rests longer than the preview."""
    with page.expect_response(lambda response: response.url.endswith("/draft/problems/")):
        act()


def test_typing_shows_beside_the_text_at_each_width(writing):
    with writing() as visit:
        page = visit.page
        page.fill("#id_title", "How cats sleep")
        page.fill("#id_body", "They sleep *well*.\n\nSee [NIH](https://www.nih.gov/).")
        words = shown(page).get_by_text("They sleep well.")
        words.wait_for()
        assert shown(page).get_by_role("heading", name="How cats sleep").is_visible()

        widths = {}
        for name in ("phone", "desktop", "print"):
            page.click(f"[data-width={name}]")
            widths[name] = words.evaluate("words => words.ownerDocument.defaultView.innerWidth")
            menu = shown(page).locator(".site-header").is_visible()
            link = shown(page).get_by_role("link", name="NIH")
            address = link.evaluate("link => getComputedStyle(link, '::after').content")
            assert menu is (name != "print")
            assert ("nih.gov" in address) is (name == "print")
        page.click("[data-width=phone]")

        assert widths == {"phone": 390, "desktop": 1280, "print": 816}
        assert shown(page).locator(".site-header").is_visible()
        stage = page.locator(".desk-preview__stage").bounding_box()
        assert page.locator(PAGE).bounding_box()["width"] <= stage["width"] + 1


def test_closed_preview_asks_for_nothing_and_stays_closed(writing):
    with writing() as visit:
        page = visit.page
        shown(page).locator("h1").wait_for()
        page.get_by_role("button", name="Preview", exact=True).click()
        page.reload()
        page.locator("#desk-problems [data-counts]:not(:empty)").wait_for()
        before = previews(visit)

        rest_for_a_check(page, lambda: page.locator("#id_body").press_sequentially("Some words."))

        assert before
        assert previews(visit) == before
        assert not page.locator("#desk-preview").is_visible()


def test_narrow_screen_begins_closed_and_keys_open_it(writing):
    with writing(viewport=NARROW) as visit:
        page = visit.page
        page.locator("#id_body").fill("Some words.")
        assert not page.locator("#desk-preview").is_visible()
        assert not previews(visit)

        page.locator("#id_body").press("Control+Alt+p")
        shown(page).get_by_text("Some words.").wait_for()
        shown(page).locator("main").press("Escape")
        focused = page.evaluate("document.activeElement.id")
        page.keyboard.press("Control+Alt+p")

        assert focused == "id_body"
        assert not page.locator("#desk-preview").is_visible()


def test_preview_follows_the_cursor_and_keeps_its_place(writing):
    with writing() as visit:
        page = visit.page
        page.fill("#id_body", LONG)
        seventh = shown(page).get_by_role("heading", name="Part 7")
        seventh.wait_for()
        assert not in_view(seventh)

        page.evaluate(
            """() => {
                const body = document.querySelector("#id_body");
                body.focus();
                const at = body.value.indexOf("## Part 7");
                body.setSelectionRange(at, at);
            }"""
        )
        page.wait_for_function(IN_VIEW, arg="Part 7")
        page.keyboard.type("### New\n\n")
        shown(page).get_by_role("heading", name="New").wait_for()

        assert in_view(seventh)


IN_VIEW = """name => {
    const page = document.querySelector("#desk-preview iframe").contentDocument;
    const heading = [...page.querySelectorAll("h2")].find((one) => one.textContent === name);
    const { top, bottom } = heading.getBoundingClientRect();
    return top >= 0 && bottom <= page.defaultView.innerHeight;
}"""


def in_view(heading) -> bool:
    return heading.page.evaluate(IN_VIEW, heading.text_content())


def test_links_and_buttons_of_the_preview_lead_nowhere(writing):
    with writing(ARTICLE) as visit:
        page = visit.page
        link = shown(page).locator(".prose a").first
        link.click()
        link.press("Enter")

        assert shown(page).locator("h1").is_visible()
        assert page.frames[1].url == "about:srcdoc"
        assert not shown(page).locator("a:not([tabindex='-1'])").count()


def test_problem_appears_and_leads_to_its_line(writing):
    with writing() as visit:
        page = visit.page
        page.fill("#id_title", "Sleep")
        page.fill("#id_summary", "Nobody knows yet.")
        page.fill("#id_slug", "sleep")
        page.fill("#id_body", "Fine.\n\nTake 50mg of it.\n\nMore.")

        page.get_by_role("button", name="Go to line 3").first.click()

        assert selected(page) == "Take 50mg of it."
        assert "must be mended" in page.locator("#desk-problems summary").text_content()
        page.fill("#id_summary", "")
        page.get_by_role("button", name="Go to the short answer").first.click()
        assert page.evaluate("document.activeElement.id") == "id_summary"


def selected(page) -> str:
    return page.evaluate(
        """() => {
            const { value, selectionStart, selectionEnd } = document.querySelector("#id_body");
            return value.slice(selectionStart, selectionEnd);
        }"""
    )


def test_grade_of_each_section_and_its_hard_sentences_are_told(writing):
    easy = "The cat sat on the mat. " * 20
    with writing() as visit:
        page = visit.page
        page.fill("#id_body", f"## Easy\n\n{easy}\n\n## Hard\n\n{f'{HARD} ' * 12}\n")
        row = page.locator(".desk-grades tr", has_text="Hard")
        row.wait_for()
        assert "too hard" in row.text_content()
        assert "good" in page.locator(".desk-grades tr", has_text="Easy").text_content()

        page.get_by_role("button", name="Go to this sentence").first.click()

        assert selected(page).startswith("Considerable")
        assert selected(page).endswith("examination")
        assert "“Hard”: grade" in page.locator("[data-place]").text_content()


def test_list_of_the_saved_text_gives_way_to_the_live_one(writing):
    with writing(ARTICLE) as visit:
        assert not visit.page.locator(".desk-saved-findings").is_visible()
        assert visit.page.locator("#desk-problems").is_visible()


def test_preview_stands_still_while_signed_out_and_then_goes_on(visitor, state):
    with visitor.visit(NEW, storage_state=state, viewport=WIDE) as visit:
        page = visit.page
        shown(page).locator("h1").wait_for()
        page.context.clear_cookies()
        page.fill("#id_body", "Typed while signed out.")
        page.locator("#desk-preview [data-word]", has_text="You are signed out").wait_for()

        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()

        shown(page).get_by_text("Typed while signed out.").wait_for()
        expect(page.locator("#desk-preview [data-word]")).to_have_text("")


def test_text_can_be_previewed_without_a_script(writing, visitor, state):
    with visitor.visit(NEW, storage_state=state, java_script_enabled=False) as visit:
        page = visit.page
        page.fill("#id_body", "Typed and never saved.")
        with page.expect_popup() as popup:
            page.get_by_role("button", name="Preview what I typed").click()

        popup.value.get_by_text("Typed and never saved.").wait_for()


def test_preview_in_a_tab_of_its_own_leaves_the_text_in_keeping(writing):
    with writing() as visit:
        page = visit.page
        page.fill("#id_body", "Typed and never saved.")
        with page.expect_popup() as popup:
            page.get_by_role("button", name="Preview what I typed").click()
        popup.value.get_by_text("Typed and never saved.").wait_for()

        with page.expect_response(lambda response: response.url.endswith("/draft/keep/")) as kept:
            page.locator("#id_body").press_sequentially("More.")

        assert kept.value.ok


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open(writing, viewport, scheme):
    # axe adds styles of its own, which the policy would stop.
    with writing(ARTICLE, viewport, color_scheme=scheme, bypass_csp=True) as visit:
        page = visit.page
        if not page.locator("#desk-preview").is_visible():
            page.get_by_role("button", name="Preview", exact=True).click()
        shown(page).locator("h1").wait_for()
        page.fill("#id_body", f"Take 50mg.\n\n{HARD}")
        page.get_by_role("button", name="Go to this sentence").wait_for()

        found = faults_of(page, [Way(viewport["width"], scheme)])

    assert not found, "\n".join(found)
