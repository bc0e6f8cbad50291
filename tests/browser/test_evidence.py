import pytest

from tests.browser.printing import printed

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
CLAIM = "claim-a04-fda-1984"


@pytest.mark.parametrize("width", [320, 1280])
def test_line_of_a_condition_opens_to_its_studies_without_javascript(visitor, width):
    view = {"width": width, "height": 640}
    with visitor.visit("/evidence/", viewport=view, java_script_enabled=False) as visit:
        studies = visit.page.get_by_role("table", name="Fibromyalgia")
        was_shown = studies.is_visible()
        visit.page.get_by_role("heading", name="Fibromyalgia").click()
        studies.wait_for()
        trial = studies.get_by_role("row").filter(has_text="Younger 2013")

        assert not was_shown
        assert "placebo" in trial.inner_text()
        assert visit.page.locator("html").bounding_box()["width"] <= width


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/evidence/#condition-hiv-aids", "Bihari 1988"),
        (f"/claims/#{CLAIM}", "The FDA has not approved a low-dose form."),
    ],
    ids=["a condition", "a claim"],
)
def test_address_of_something_folded_shows_it(visitor, path, words):
    with visitor.visit(path.partition("#")[0], viewport=PHONE) as visit:
        place = visit.page.get_by_text(words).first
        was_shown = place.is_visible()
        visit.page.goto(path)
        place.wait_for()

        assert not was_shown


def test_wide_screen_shows_every_answer_at_once(visitor):
    with visitor.visit("/claims/", viewport={"width": 1280, "height": 800}) as visit:
        answers = visit.page.locator(".claim__answer > p:first-of-type")

        assert answers.count() > 50
        assert all(answer.is_visible() for answer in answers.all())


@pytest.mark.parametrize(
    ("path", "words"),
    [("/evidence/", "Bihari 1988"), ("/claims/", "The FDA has not approved a low-dose form.")],
    ids=["the studies", "the claims"],
)
def test_paper_has_what_is_folded_on_a_screen(visitor, path, words):
    with visitor.visit(path) as visit:
        paper = " ".join(" ".join(printed(visit.page, "Letter")).split())

    assert words in paper


def test_paper_has_the_studies_as_a_table(visitor):
    with visitor.visit("/evidence/?condition=fibromyalgia") as visit:
        visit.page.emulate_media(media="print")
        visit.page.set_viewport_size({"width": 700, "height": 900})
        first = visit.page.locator(".studies tbody tr").first
        tops = {cell.bounding_box()["y"] for cell in first.locator("th, td").all()}
        heads = visit.page.get_by_role("columnheader", name="What it found")

        assert len(tops) == 1
        assert heads.is_visible()


def test_bar_of_letters_covers_no_word_that_an_address_names(visitor):
    with visitor.visit("/glossary/#term-placebo") as visit:
        bar = visit.page.get_by_role("navigation", name="Letters").bounding_box()
        word = visit.page.locator("#term-placebo").bounding_box()

    assert bar["y"] == 0
    assert word["y"] >= bar["height"]
