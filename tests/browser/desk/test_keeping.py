"""Nothing typed is lost: crashes, lost connections, ended sessions and two people at once."""

import time
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Error

from tests.browser.desk.staff import PASSWORD, make_people, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

PAGES = ("crash", "offline", "together", "clash", "session", "leaving", "looks")
BODY = "Sleep well.\n\nEat well.\n\nRest well.\n"
MAKE = f"""
from ldn_site.articles.models import Article
from ldn_site.articles.writing import save_article
for name in {PAGES!r}:
    page = Article(id=f"keeping-{{name}}", slug=f"keeping-{{name}}", topic="about",
                   title=f"Keeping {{name}}", summary="S.", body={BODY!r})
    save_article(page, by=None)
"""
SECONDS_TO_LOSE = 5


def path_of(name: str) -> str:
    return f"/admin/articles/article/keeping-{name}/change/"


@pytest.fixture(scope="module")
def states(visitor, site, tmp_path_factory):
    """Username -> the cookies of somebody who is signed in."""
    site.manage("shell", "--command", MAKE)
    paths = {}
    people = {"keeping-ada": "Ada Example", "keeping-wren": "Wren Example"}
    make_people(site, {username: (name, "everything") for username, name in people.items()})
    for username in people:
        paths[username] = tmp_path_factory.mktemp("session") / f"{username}.json"
        with visitor.visit("/admin/login/") as visit:
            sign_in(visit.page, username)
            visit.page.context.storage_state(path=paths[username])
    return paths


@pytest.fixture
def writing(visitor, states):
    @contextmanager
    def opened(name, username="keeping-ada", **options):
        path = path_of(name)
        with visitor.visit(path, storage_state=states[username], **options) as visit:
            yield visit

    return opened


def is_kept(response) -> bool:
    return response.url.endswith("/draft/keep/") and response.ok


def holds(response, words: str) -> bool:
    return words in (response.request.post_data or "")


def type_at_end(page, words: str, **options) -> None:
    page.locator("#id_body").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words, **options)


def body_of(page) -> str:
    return page.locator("#id_body").input_value()


def save(page) -> None:
    with page.expect_navigation():
        page.locator("[name=_continue]").click()


def crash(page) -> None:
    """End the process that draws the page, as when a computer loses its power."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_browser_killed_in_the_middle_of_a_sentence_loses_seconds_at_most(writing):
    with writing("crash") as visit:
        page = visit.page
        sent = []
        page.on("request", lambda one: "/draft/keep/" in one.url and sent.append(time.monotonic()))
        started = time.monotonic()
        with page.expect_response(lambda response: is_kept(response) and holds(response, "And on")):
            # Nobody pauses: the text is kept while the typing goes on.
            type_at_end(page, "A sentence that goes on and on. And on", delay=150)
        crash(page)

    with writing("crash") as visit:
        page = visit.page
        assert body_of(page) == BODY
        with page.expect_navigation():
            page.get_by_role("link", name="Show what you typed").click()
        assert "A sentence that goes on and on. And on" in page.locator(".diff").inner_text()
        page.get_by_role("link", name="Bring it back into the form").click()
        page.wait_for_url("**/change/?bring=*")

        assert body_of(page) == f"{BODY}A sentence that goes on and on. And on"
        save(page)
        page.goto(path_of("crash"))
        assert not page.get_by_role("link", name="Show what you typed").count()
        assert "And on" in body_of(page)
    assert sent[0] - started < SECONDS_TO_LOSE


def test_text_that_the_site_could_not_get_is_in_the_browser(writing):
    with writing("offline") as visit:
        page = visit.page
        page.route("**/draft/keep/", lambda route: route.abort())
        type_at_end(page, "Typed offline.")
        line = page.locator(".keeping-line", has_text="Not kept: no connection.")
        line.wait_for()
        assert "Your text is safe in this browser." in line.inner_text()
        crash(page)

        page = page.context.new_page()
        page.goto(path_of("offline"))
        assert body_of(page) == BODY
        page.get_by_role("button", name="Show what you typed").click()
        page.locator(".diff", has_text="Typed offline.").wait_for()
        with page.expect_response(is_kept):
            page.get_by_role("button", name="Bring it back into the form").click()

        assert body_of(page) == f"{BODY}Typed offline."
        page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('desk:'))")


def test_second_tab_and_second_person_are_announced(writing):
    with writing("together") as visit:
        visit.page.wait_for_load_state("networkidle")
        tab = visit.page.context.new_page()
        tab.goto(path_of("together"))
        tab.get_by_text("You have this page open in another tab.").first.wait_for()
        with writing("together", "keeping-wren") as other:
            panel = other.page.locator("#keeping-others")
            panel.get_by_text("Ada Example is editing this page too.").wait_for()


def test_two_writers_clash_and_both_texts_survive(writing):
    with writing("clash") as mine, writing("clash", "keeping-wren") as theirs:
        theirs.page.locator("#id_body").fill(BODY.replace("Sleep", "Doze").replace("Eat", "Dine"))
        save(theirs.page)
        mine.page.locator("#id_body").fill(BODY.replace("Eat", "Cook").replace("Rest", "Stop"))
        save(mine.page)

        page = mine.page
        said = page.locator(".clash").inner_text()
        for words in ("Doze well.", "Dine well.", "Cook well.", "Stop well."):
            assert words in said
        page.locator(".clash__choice--conflict").get_by_label("Both, yours first").check()
        page.get_by_role("button", name="Bring the two together").click()
        page.wait_for_url("**/change/?bring=*")
        assert body_of(page) == "Doze well.\n\nCook well.\n\nDine well.\n\nStop well.\n"
        save(page)
        page.goto(path_of("clash"))

        assert body_of(page) == "Doze well.\n\nCook well.\n\nDine well.\n\nStop well.\n"
        assert not mine.complaints


def test_ended_session_asks_for_the_password_and_the_save_succeeds(writing):
    with writing("session") as visit:
        page = visit.page
        type_at_end(page, "Typed for long.")
        page.context.clear_cookies(name="session")
        page.locator("[name=_continue]").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Password").fill(PASSWORD)
        with page.expect_navigation():
            dialog.get_by_role("button", name="Sign in").click()
        page.goto(path_of("session"))

        assert body_of(page) == f"{BODY}Typed for long."


def test_leaving_warns_only_when_something_differs(writing):
    with writing("leaving") as visit:
        page = visit.page
        page.locator("#id_body").press("End")
        page.goto("/admin/")
        assert "dialog" not in visit.complaints

        page.goto(path_of("leaving"))
        with page.expect_response(is_kept):
            type_at_end(page, "More.")
        page.goto("/admin/")
        assert visit.complaints == ["dialog"]

        page.goto(path_of("leaving"))
        type_at_end(page, "More.")
        save(page)
        assert visit.complaints == ["dialog"]


def test_axe_finds_nothing_on_what_is_offered_compared_and_brought_together(writing):
    found = []

    with writing("looks") as visit:
        page = visit.page
        with page.expect_response(is_kept):
            page.locator("#id_body").fill(BODY.replace("Eat", "Cook"))
        crash(page)
        page = page.context.new_page()
        page.goto(path_of("looks"))
        found += faults_of(page)
        with page.expect_navigation():
            page.get_by_role("link", name="Show what you typed").click()
        found += faults_of(page)
        page.get_by_role("link", name="Bring it back into the form").click()
        page.wait_for_url("**/change/?bring=*")
        with writing("looks", "keeping-wren") as theirs:
            theirs.page.locator("#id_body").fill(BODY.replace("Eat", "Dine"))
            save(theirs.page)
        save(page)
        found += faults_of(page)

    assert not found, "\n".join(found)
