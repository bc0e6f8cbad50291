"""From draft to readers, by the keyboard alone, with an account for each who has a part in it."""

import re

import pytest

from tests.browser.desk.staff import make_people, press, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

ARTICLE = "/admin/articles/article/history/"
PEOPLE = {
    "writer-r": ("Wil Writer", "Writers"),
    "reviewer-r": ("Ada Example", "Clinical reviewers"),
    "publisher-r": ("Pat Publisher", "Publishers"),
}


@pytest.fixture(scope="module")
def signed_in(visitor, site, tmp_path_factory):
    """The session of each person, by user name."""
    sessions = {}
    make_people(site, PEOPLE)
    for name in PEOPLE:
        sessions[name] = tmp_path_factory.mktemp("session") / f"{name}.json"
        with visitor.visit("/healthz") as visit:
            sign_in(visit.page, name)
            visit.page.context.storage_state(path=sessions[name])
    return sessions


def write(page, label: str, words: str) -> None:
    box = page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).first
    box.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(words)


def test_page_goes_from_draft_to_readers_by_keyboard(visitor, signed_in):
    found = []
    with visitor.visit(f"{ARTICLE}change/", storage_state=signed_in["writer-r"]) as visit:
        press(visit.page, "link", "Send to a reviewer")
        found += faults_of(visit.page)
        write(visit.page, "Note to the reviewer", "Please look at the years.")
        press(visit.page, "button", "Send to a reviewer")
        visit.page.get_by_text("Sent. Every reviewer sees").wait_for()

    with visitor.visit(f"{ARTICLE}review/", storage_state=signed_in["reviewer-r"]) as visit:
        assert visit.page.get_by_text("Please look at the years.").is_visible()
        found += faults_of(visit.page)
        write(visit.page, "What to change", "Name the year of the first study.")
        press(visit.page, "button", "Send back")
        visit.page.get_by_text("Sent back. The writer sees").wait_for()

    with visitor.visit(f"{ARTICLE}change/", storage_state=signed_in["writer-r"]) as visit:
        assert visit.page.get_by_text("Name the year of the first study.").is_visible()
        write(visit.page, "Other names", "the first study")
        press(visit.page, "button", "Save and continue editing")
        visit.page.get_by_text("was changed successfully").wait_for()
        press(visit.page, "link", "Send to a reviewer")
        press(visit.page, "button", "Send to a reviewer")
        visit.page.get_by_text("Sent. Every reviewer sees").wait_for()

    with visitor.visit(f"{ARTICLE}review/", storage_state=signed_in["reviewer-r"]) as visit:
        visit.page.get_by_label("I have read the whole page").focus()
        visit.page.keyboard.press("Space")
        press(visit.page, "button", "Sign this text")
        visit.page.get_by_text("Signed. Your name now stands").wait_for()

    with visitor.visit(f"{ARTICLE}publish/", storage_state=signed_in["publisher-r"]) as visit:
        found += faults_of(visit.page)
        write(visit.page, "What changed, and why", "Another name that people use.")
        visit.page.get_by_label("Public from").fill("2099-01-05T09:00")
        press(visit.page, "button", "Publish")
        visit.page.get_by_text("Monday, January 5, 2099, 9 a.m., Texas time (CST)").first.wait_for()
        press(visit.page, "link", "Call it off")
        found += faults_of(visit.page)
        press(visit.page, "button", "Call it off")
        visit.page.get_by_text("Called off. Readers keep what they have.").wait_for()

    assert not found, "\n".join(found)


def test_reader_without_an_account_reads_and_remarks_without_a_cookie(visitor, signed_in):
    found = []
    with visitor.visit(f"{ARTICLE}outside/", storage_state=signed_in["reviewer-r"]) as visit:
        write(visit.page, "Who will read it", "Dr. Example")
        press(visit.page, "button", "Make a link")
        address = visit.page.get_by_label("Address to hand on").first.input_value()
        found += faults_of(visit.page)

    with visitor.visit(address, java_script_enabled=False) as visit:
        assert visit.page.get_by_text("A draft for review, shared with you").is_visible()
        write(visit.page, "Your remark", "The second paragraph is hard to follow.")
        press(visit.page, "button", "Send")
        assert visit.page.get_by_role("heading", name="What you wrote").is_visible()
        assert not visit.page.context.cookies()
        assert not visit.complaints

    with visitor.visit(address) as visit:
        found += faults_of(visit.page)

    with visitor.visit(f"{ARTICLE}change/", storage_state=signed_in["writer-r"]) as visit:
        assert visit.page.get_by_text("The second paragraph is hard to follow.").is_visible()

    assert not found, "\n".join(found)


def test_one_changed_passage_is_signed_for_its_pages_together(visitor, site, signed_in):
    site.manage("shell", "--command", SIGN_AND_CHANGE_A_PASSAGE)
    with visitor.visit(
        "/admin/articles/article/batch/", storage_state=signed_in["reviewer-r"]
    ) as visit:
        found = faults_of(visit.page)
        row = visit.page.get_by_role("row", name=re.compile("Waits for a signature"))
        row.get_by_role("checkbox").focus()
        visit.page.keyboard.press("Space")
        visit.page.get_by_label("I have read every difference").focus()
        visit.page.keyboard.press("Space")
        press(visit.page, "button", "Sign the ticked pages")
        visit.page.get_by_text("Signed: 1 page.").wait_for()

    assert not found, "\n".join(found)


SIGN_AND_CHANGE_A_PASSAGE = """
from ldn_site.accounts.models import User
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, SharedBlock
from ldn_site.articles.resolving import article_digest
from ldn_site.articles.signing import sign
from ldn_site.articles.writing import save_block
article = Article.objects.get(pk="is-ldn-safe")
reviewer = User.objects.get(username="reviewer-r")
sign(article, by=reviewer, review_digest=article_digest(article, Library.load()))
block = SharedBlock.objects.get(pk="opioid-warning")
block.body = block.body.replace("sudden", "quick")
save_block(block, by=None)
"""
