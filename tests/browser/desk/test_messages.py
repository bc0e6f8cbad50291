"""A message from its arrival to its end, and two people who have it open."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk.staff import make_people, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

LIST = "/admin/contact/message/"
PEOPLE = {
    "fay": ("Fay Example", "Message desk", "Managers"),
    "ben": ("Ben Example", "Message desk"),
}
NAMES = ("handled", "together", "danger", "plain")
RECEIVE = f"""
from ldn_site.contact.receiving import receive
from ldn_site.pharmacy.models import Location
danger = {{"danger": "I want to kill myself."}}
for name in {NAMES!r}:
    message = receive(
        name=f"Robin {{name}}", reply_to=f"{{name}}@example.org", subject="price",
        location=Location.objects.get(pk="houston"), best_time="any",
        text=danger.get(name, "What does it cost?"),
    )
    print("made", name, message.pk, message.code)
"""
LONG_AGO = """
from datetime import timedelta
from ldn_site.contact.models import Message
for message in Message.objects.filter(state="closed"):
    message.closed_at -= timedelta(days=200)
    message.save(update_fields=["closed_at"])
"""


@pytest.fixture(scope="module")
def messages(site):
    """Name -> the path of its page, and its code."""
    said = site.manage("shell", "--command", RECEIVE)
    made = re.findall(r"made (\w+) (\d+) (\S+)", said)
    return {name: (f"{LIST}{number}/change/", code) for name, number, code in made}


@pytest.fixture(scope="module")
def states(visitor, site, tmp_path_factory):
    """User name -> the cookies of somebody at the message desk who is signed in."""
    paths = {}
    make_people(site, PEOPLE)
    for username in PEOPLE:
        paths[username] = tmp_path_factory.mktemp("session") / f"{username}.json"
        with visitor.visit("/admin/login/") as visit:
            sign_in(visit.page, username)
            visit.page.context.storage_state(path=paths[username])
    return paths


@pytest.mark.parametrize("has_script", [True, False])
def test_message_is_handled_from_arrival_to_its_end(visitor, site, states, messages, has_script):
    path, code = messages["handled" if has_script else "plain"]
    with visitor.visit(LIST, storage_state=states["fay"], java_script_enabled=has_script) as visit:
        page = visit.page
        page.get_by_label("Find a message").fill(code.lower())
        page.get_by_role("button", name="Find").click()
        page.wait_for_url(f"**{path}")
        page.get_by_role("button", name="Take it").click()
        page.get_by_text("It is in your hands.").wait_for()
        page.get_by_label("Answered by e-mail").check()
        page.get_by_label("Your words").fill("Sent the price.")
        page.get_by_label("And then").select_option(label="wait for an answer")
        page.get_by_role("button", name="Write down").click()
        page.get_by_text("Waiting for an answer. It comes back to you").wait_for()
        page.get_by_role("button", name="Close").click()
        page.get_by_text("you can open it again").wait_for()
        told = page.locator(".past").first.inner_text()
        page.goto(f"{LIST}?tray=closed")
        listed = page.locator(".lines").inner_text()

        site.manage("shell", "--command", LONG_AGO)
        site.manage("purge_messages")
        page.goto(path)
        gone = page.locator(".messagelist").inner_text()
        page.goto("/admin/trail/event/")
        trail = page.locator("#result_list").inner_text()

    assert "Sent the price." in told
    assert "Fay Example" in told
    assert code in listed
    assert "not here any more" in gone
    assert code in trail
    assert "Sent the price." not in trail
    assert not [said for said in visit.complaints if "401" not in said]


def test_two_people_see_each_other_and_the_slower_one_is_told(visitor, states, messages):
    path, _code = messages["together"]
    with (
        visitor.visit(path, storage_state=states["fay"]) as fay,
        visitor.visit(path, storage_state=states["ben"]) as ben,
    ):
        expect(ben.page.locator("#keeping-others")).to_contain_text("Fay Example has this message")
        with fay.page.expect_response("**/message/here/"):
            fay.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(fay.page.locator("#keeping-others")).to_contain_text("Ben Example has this message")

        ben.page.get_by_role("button", name="Take it").click()
        ben.page.get_by_text("It is in your hands.").wait_for()
        fay.page.get_by_label("Your words").fill("Half a note")
        with fay.page.expect_response("**/message/here/"):
            fay.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(fay.page.locator("#keeping-others")).to_contain_text("was changed meanwhile")
        typed = fay.page.get_by_label("Your words").input_value()
        with fay.page.expect_navigation():
            fay.page.get_by_role("button", name="Take it").click()
        told = fay.page.locator(".messagelist").inner_text()
        state = fay.page.locator(".message__state").inner_text()
        kept = fay.page.locator(".past").first.inner_text()

    assert typed == "Half a note"
    assert "Ben Example changed this message while you looked at it" in told
    assert "Ben Example" in state
    assert "Half a note" in kept


def test_by_keyboard_alone_a_message_is_taken_and_the_next_one_opened(visitor, states, messages):
    path, _code = messages["danger"]
    with visitor.visit(path, storage_state=states["ben"]) as visit:
        page = visit.page
        press_tab_to(page, "Take it")
        page.keyboard.press("Enter")
        page.get_by_text("It is in your hands.").wait_for()
        page.wait_for_function("document.activeElement.matches('.messagelist')")
        press_tab_to(page, "Next message")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: path not in url)
        arrived = page.locator("h1").last.inner_text()

    assert arrived.startswith("Message ")


def press_tab_to(page, words: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"Tab does not lead to {words}")


def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitor, states, messages):
    path, code = messages["danger"]
    found = []
    with visitor.visit(LIST, storage_state=states["fay"]) as visit:
        page = visit.page
        found += faults_of(page)
        page.get_by_label("Find a message").fill("Nobody of this name")
        page.get_by_role("button", name="Find").click()
        page.get_by_text("Nothing found.").wait_for()
        found += faults_of(page)
        page.get_by_label("Find a message").fill("Robin Danger")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name=code).wait_for()
        found += faults_of(page)
        page.get_by_role("link", name=code).click()
        page.get_by_text("Read this first").wait_for()
        page.get_by_role("button", name="Write down").click()
        page.get_by_text("Write a few words first.").wait_for()
        found += faults_of(page)
        page.get_by_role("link", name="Everything from this person").click()
        page.wait_for_url("**/person/")
        found += faults_of(page)
        page.get_by_role("button", name="Delete the ticked messages").click()
        page.get_by_role("button", name="Delete for good").wait_for()
        found += faults_of(page)
        page.goto(path.replace("change", "delete"))
        found += faults_of(page)

    assert not found, "\n".join(found)
