"""The past of a page in the browser: two texts compared and one brought back, by keyboard."""

import re

import pytest

from tests.browser.desk.staff import make_staff, press, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

ARTICLE = "/admin/articles/article/is-ldn-addictive"
BLOCK = "/admin/articles/sharedblock/off-label"
CHANGE = """
from ldn_site.articles.models import Article
from ldn_site.articles.writing import save_article
article = Article.objects.get(pk="is-ldn-addictive")
article.summary += " One more sentence."
article.body += "\\n[Nowhere](/basics/no-such-page/)\\n"
save_article(article, by=None, note="For the history")
"""
SCREENS = {
    "history": f"{ARTICLE}/history/",
    "two texts": f"{ARTICLE}/compare/?from=live&to=now",
    "two texts as written": f"{ARTICLE}/compare/?from=live&to=now&way=written",
    "bringing back": f"{ARTICLE}/restore/?which=publication-1",
    "what links here": f"{ARTICLE}/links/",
    "links that lead nowhere": "/admin/articles/article/broken-links/",
    "history of a block": f"{BLOCK}/history/",
    "two texts of a block": f"{BLOCK}/compare/",
}


@pytest.fixture(scope="module")
def state(visitor, site, tmp_path_factory):
    """The cookies of somebody who may do everything; the page has a save that is not live."""
    make_staff(site, "history-reader", "Hal Example", "everything")
    site.manage("shell", "--command", CHANGE)
    path = tmp_path_factory.mktemp("session") / "state.json"
    with visitor.visit("/admin/login/") as visit:
        sign_in(visit.page, "history-reader")
        visit.page.context.storage_state(path=path)
    return path


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitor, state, screen):
    with visitor.visit(SCREENS[screen], storage_state=state) as visit:
        found = faults_of(visit.page)

    assert not found, "\n".join(found)


def test_two_texts_are_compared_and_one_brought_back_by_keyboard(visitor, state):
    with visitor.visit(SCREENS["history"], storage_state=state) as visit:
        page = visit.page
        page.get_by_role("radio", name=re.compile("Newer ?: Published as number 1")).focus()
        page.keyboard.press("Space")
        page.get_by_role("radio", name=re.compile("Older ?: The text as it is saved")).focus()
        page.keyboard.press("Space")
        press(page, "button", "Compare the two chosen")
        page.get_by_role("heading", name="Short answer").wait_for()
        assert page.locator("del", has_text="One more sentence.").count() == 1

        press(page, "link", "Bring back: Published as number 1", exact=False)
        press(page, "button", "Bring this text back")
        page.get_by_text("The older text is your draft now").wait_for()

        assert "One more sentence." not in page.locator("#id_summary").input_value()
        assert not visit.complaints


def test_what_links_here_opens_beside_the_text(visitor, state):
    with visitor.visit(f"{ARTICLE}/change/", storage_state=state) as visit:
        visit.page.locator(".links-panel summary").focus()
        visit.page.keyboard.press("Enter")

        visit.page.locator(".links-panel .links__link").first.wait_for()
        assert not visit.complaints
