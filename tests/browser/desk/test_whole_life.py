"""One page from the first word to its end, by three people who use the keyboard alone."""

from __future__ import annotations

import base64
import io
import re
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.desk.staff import PASSWORD, make_people

pytestmark = pytest.mark.browser

PEOPLE = {
    "life-writer": ("Wil Example", "Writers"),
    "life-second": ("Sol Example", "Writers"),
    "life-reviewer": ("Ada Example", "Clinical reviewers"),
    "life-publisher": ("Pat Example", "Publishers"),
}
TITLE = "A whole life"
SLUG = "a-whole-life"
LIVE = f"/about/{SLUG}/"
MOST_TABS = 600
TEXAS = ZoneInfo("America/Chicago")
# How many stops of Tab certainly lie between the focus and `target`; nothing where it is there.
STOPS_BEFORE = """(target) => {
    const from = document.activeElement;
    if (from === target) return null;
    const stops = [...document.querySelectorAll("a[href], button, textarea, select")].filter(
        (one) => one.tabIndex === 0 && !one.disabled && one.checkVisibility(
            {visibilityProperty: true}));
    const isBetween = (one) =>
        (from === document.body || from.compareDocumentPosition(one) & 4)
        && one.compareDocumentPosition(target) & 4;
    return stops.filter(isBetween).length;
}"""
PASTE_PICTURE = """(body, data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "IMG_0001.png", {type: "image/png"}));
    body.dispatchEvent(new ClipboardEvent("paste",
        {clipboardData: transfer, bubbles: true, cancelable: true}));
}"""

UNTIL_IT_ANSWERS = """async (path) => {
    for (let tries = 0; tries < 20000 && !(await fetch(path, {cache: "no-store"})).ok; tries += 1);
}"""


def reach(page: Page, target: Locator) -> None:
    """Come to `target` by pressing Tab, as somebody without a mouse must be able to."""
    target.wait_for()
    for _ in range(MOST_TABS):
        stops = target.evaluate(STOPS_BEFORE)
        if stops is None:
            return
        # So many are sure to lie between; the rest is gone one by one.
        for _ in range(max(1, stops)):
            page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab.")


def press(page: Page, role: str, name: str | re.Pattern[str], key: str = "Enter") -> None:
    reach(page, page.get_by_role(role, name=name, exact=isinstance(name, str)).first)
    page.keyboard.press(key)


def go(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Press it, and wait for the page that it leads to."""
    with page.expect_navigation():
        press(page, role, name)


def write(page: Page, label: str, words: str) -> None:
    reach(page, page.get_by_label(re.compile(f"^{re.escape(label)}")).first)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def go_to_text(page: Page) -> Locator:
    body = page.locator("#id_body")
    reach(page, body)
    page.keyboard.press("ControlOrMeta+End")
    return body


def said(page: Page, words: str) -> None:
    page.get_by_text(words).first.wait_for()


def save(page: Page) -> None:
    go(page, "button", "Save and continue editing")


def is_kept(response) -> bool:
    return response.url.endswith("/draft/keep/") and response.ok


def picture() -> str:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.fixture(scope="module")
def sign_in(visitor, site, tmp_path_factory):
    """Opens the desk as one of the people, who typed name and password."""
    sessions = {}
    make_people(site, PEOPLE)
    for name in PEOPLE:
        sessions[name] = tmp_path_factory.mktemp("session") / f"{name}.json"
        with visitor.visit("/admin/") as visit:
            page = visit.page
            reach(page, page.locator("[name=login]"))
            page.keyboard.type(name)
            reach(page, page.locator("[name=password]"))
            page.keyboard.type(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "login" not in url)
            page.context.storage_state(path=sessions[name])

    @contextmanager
    def opened(name: str, path: str = "/admin/"):
        with visitor.visit(path, storage_state=sessions[name]) as visit:
            yield visit.page
        # A page that waits for its time is asked for until it is there.
        assert not [told for told in visit.complaints if told != "dialog" and "404" not in told], (
            visit.complaints
        )

    return opened


def test_whole_life_of_a_page_by_keyboard(site, sign_in):
    with sign_in("life-writer") as page:
        begin(page)
        path = page.url
        write_with_the_toolbar(page)
        save(page)
        lose_the_browser(page)
    with sign_in("life-writer", path) as page:
        bring_back_what_was_typed(page)
    with sign_in("life-writer", path) as mine, sign_in("life-second", path) as theirs:
        clash(mine, theirs)

    with sign_in("life-writer", path) as page:
        submit(page, "Please look at the second part.")
    with sign_in("life-reviewer") as page:
        open_what_waits_to_be_signed(page)
        said(page, "Please look at the second part.")
        write(page, "What to change", "Say how long.")
        go(page, "button", "Send back")
        said(page, "Sent back.")
    with sign_in("life-writer", path) as page:
        said(page, "Say how long.")
        go_to_text(page)
        page.keyboard.type("\n\nIt takes eight hours.")
        save(page)
        submit(page, "Now it says how long.")
    with sign_in("life-reviewer") as page:
        open_what_waits_to_be_signed(page)
        press(page, "checkbox", re.compile("I have read the whole page"), "Space")
        go(page, "button", "Sign this text")
        said(page, "Signed.")

    with sign_in("life-publisher", path) as page:
        schedule(page)
        assert site.get(LIVE).status == 404
        page.evaluate(UNTIL_IT_ANSWERS, LIVE)
    public = site.get(LIVE).text
    assert "It takes eight hours." in public
    assert "Ada Example" in public
    assert 'alt="A plain field of blue green"' in public

    with sign_in("life-writer", path) as page:
        go_to_text(page)
        page.keyboard.type("!")
        save(page)
        said(page, "this text is not")
        assert site.get(LIVE).text == public
        restore_the_text_before(page)
        page.goto(path)
        said(page, "This text is signed by a clinical reviewer.")
        assert page.locator("#id_body").input_value().endswith("It takes eight hours.")

    with sign_in("life-publisher", path) as page:
        go(page, "link", "Take down")
        write(page, "Why the page is taken down", "It was only tried out.")
        go(page, "button", "Take down")
        said(page, "The page is down.")
    gone = site.get(LIVE)
    assert gone.status == 410
    assert "It was only tried out." in gone.text


def begin(page: Page) -> None:
    go(page, "link", "Write a new page")
    write(page, "Title", TITLE)
    reach(page, page.get_by_label("Topic:", exact=True))
    page.keyboard.type("About")
    write(page, "Short answer", "A page that is only tried out.")
    assert page.locator("[name=id]").input_value() == SLUG
    go_to_text(page)
    page.keyboard.type("Sleep well.\n\nEat well.\n\nRest well.")
    save(page)


def write_with_the_toolbar(page: Page) -> None:
    body = go_to_text(page)
    page.keyboard.type("\n\nWhat we know")
    page.keyboard.press("Control+Alt+Digit2")
    page.keyboard.press("End")
    page.keyboard.type("\n\nPain was less in some. ")
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # Bold
    page.keyboard.type("Not in all")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(".")
    page.keyboard.press("Control+Alt+KeyC")
    page.get_by_role("searchbox", name="Search the references").wait_for()
    page.keyboard.type("younger 2013 fibromyalgia")
    press(page, "checkbox", re.compile("Younger 2013"), "Space")
    reach(page, page.get_by_role("dialog").get_by_role("button", name="Insert", exact=True))
    page.keyboard.press("Enter")
    expect(body).to_have_value(re.compile(r"\[@younger-2013-fibromyalgia-rct\]"))
    page.keyboard.press("ControlOrMeta+End")
    body.evaluate(PASTE_PICTURE, picture())
    page.get_by_role("dialog").wait_for()
    write(page, "What it shows", "A plain field of blue green")
    with page.expect_response("**/picture/upload/") as upload:
        page.keyboard.press("Enter")
    assert upload.value.status == 201
    expect(body).to_have_value(re.compile("```picture"))

    text = body.input_value()
    assert "## What we know" in text
    assert "**Not in all**." in text
    assert "[@younger-2013-fibromyalgia-rct]" in text
    assert "```picture" in text


def lose_the_browser(page: Page) -> None:
    go_to_text(page)
    with page.expect_response(is_kept):
        page.keyboard.type("\n\nA sentence that goes on and", delay=30)
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def bring_back_what_was_typed(page: Page) -> None:
    assert "goes on and" not in page.locator("#id_body").input_value()
    go(page, "link", "Show what you typed")
    go(page, "link", "Bring it back into the form")
    page.wait_for_url("**/change/?bring=*")
    go_to_text(page)
    page.keyboard.type(" ends well.")
    save(page)
    assert "A sentence that goes on and ends well." in page.locator("#id_body").input_value()


def clash(mine: Page, theirs: Page) -> None:
    change(theirs, "Eat well.", "Dine well.")
    save(theirs)
    change(mine, "Eat well.", "Cook well.")
    save(mine)
    said(mine, "Dine well.")
    said(mine, "Cook well.")
    reach(mine, mine.locator(".clash__choice--conflict input[type=radio]:checked").first)
    mine.keyboard.press("ArrowDown")
    mine.keyboard.press("ArrowDown")
    go(mine, "button", "Bring the two together")
    mine.wait_for_url("**/change/?bring=*")
    save(mine)
    text = mine.locator("#id_body").input_value()
    assert "Dine well." in text
    assert "Cook well." in text
    assert "Eat well." not in text


def change(page: Page, old: str, new: str) -> None:
    """Select `old` in the text and type `new` over it."""
    body = go_to_text(page)
    body.evaluate(
        "(box, old) => { const at = box.value.indexOf(old);"
        " box.setSelectionRange(at, at + old.length); }",
        old,
    )
    page.keyboard.type(new)


def submit(page: Page, note: str) -> None:
    go(page, "link", "Send to a reviewer")
    write(page, "Note to the reviewer", note)
    go(page, "button", "Send to a reviewer")
    said(page, "Sent.")


def open_what_waits_to_be_signed(page: Page) -> None:
    go(page, "link", re.compile("to read and sign"))
    go(page, "link", TITLE)
    go(page, "link", "Review")


def schedule(page: Page) -> None:
    go(page, "link", "Publish")
    write(page, "What changed, and why", "A new page.")
    box = page.get_by_label("Public from")
    reach(page, box)
    # The browser's own field for a time, as its keys would fill it; the seconds are for the test.
    soon = datetime.now(TEXAS) + timedelta(seconds=6)
    box.fill(f"{soon:%Y-%m-%dT%H:%M:%S}")
    go(page, "button", "Publish")
    said(page, "Texas time")


def restore_the_text_before(page: Page) -> None:
    go(page, "link", "History")
    go(page, "link", re.compile("Bring back ?: Published"))
    go(page, "button", "Bring this text back")
    said(page, "The older text is your draft now")
