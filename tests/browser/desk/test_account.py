"""Staff look after their own account in a browser, by keyboard alone."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.desk.staff import PASSWORD, make_people
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

NEW = "another good horse"
SECONDS_TO_ARRIVE = 20
POST = """
async () => {
    const { createPoster } = await import("/static/js/desk/fetching.js");
    const form = document.querySelector("form:has([name=csrfmiddlewaretoken])");
    const post = createPoster({ form, username: "keys", againUrl: "/admin/account/again/" });
    window.posting = post("/admin/account/sessions/", { session: "0" }).then(
        (response) => response.type,
        (error) => error.name,
    );
}
"""


@pytest.fixture(scope="module", autouse=True)
def people(site):
    people = {"keys": "Kay Example", "forgetful": "Fay Example"}
    make_people(site, {username: (name, "Writers") for username, name in people.items()})


def code_of(key: str, later: int = 0) -> str:
    """What an authenticator app shows `later` steps of half a minute from now.

    A code of the step before or after is taken as well. So this one and the next may be typed
    one after the other, and a step that ends meanwhile does no harm.
    """
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + later))


def fill_in(page, **fields: str) -> None:
    """Type into the boxes in turn and send the form, as somebody without a mouse does."""
    for number, (name, value) in enumerate(fields.items()):
        if number:
            press_until(page, name)
        else:
            page.locator(f"[name={name}]:focus").wait_for()  # the page puts the cursor there
        page.keyboard.type(value)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_until(page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"{name} cannot be reached on {page.url}")


def focused(page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.textContent")


def follow(page, words: str) -> None:
    press_until(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def link_in_mail(site, since: set) -> str:
    give_up = time.monotonic() + SECONDS_TO_ARRIVE
    while time.monotonic() < give_up:
        for path in set((site.data / "mail").glob("*.log")) - since:
            if found := re.search(r"(http://\S+/password/new/\S+)", path.read_text()):
                return found[1]
        time.sleep(0.05)
    raise AssertionError("No mail arrived.")


def test_forgotten_password_is_set_anew_by_mail(visitor, site):
    before = set((site.data / "mail").glob("*.log"))
    found = []
    with visitor.visit("/admin/") as visit:
        page = visit.page
        follow(page, "I forgot my password")
        found += faults_of(page)
        fill_in(page, email="forgetful@example.org")
        found += faults_of(page)
        page.goto(link_in_mail(site, before))
        found += faults_of(page)
        fill_in(page, password1=NEW, password2=NEW)
        found += faults_of(page)
        follow(page, "Sign in")
        fill_in(page, login="forgetful", password=NEW)
        arrived = page.url

    assert arrived == f"{site.url}/admin/"
    assert not found, "\n".join(found)


def test_account_is_looked_after_by_keyboard(visitor, site):
    found = []
    with visitor.visit("/admin/account/") as visit:
        page = visit.page
        found += faults_of(page)
        fill_in(page, login="keys", password="wrong")
        found += faults_of(page)
        fill_in(page, login="", password=PASSWORD)
        found += faults_of(page)

        follow(page, "Change the password")
        found += faults_of(page)
        fill_in(page, oldpassword=PASSWORD, password1=NEW, password2=NEW)
        follow(page, "Change the e-mail address")
        found += faults_of(page)
        follow(page, "Back to my account")
        follow(page, "Show where")
        found += faults_of(page)
        follow(page, "My account")

        follow(page, "Switch on the second step")
        found += faults_of(page)
        key = page.inner_text(".account__key")
        fill_in(page, code=code_of(key))
        found += faults_of(page)
        codes = page.locator(".account__codes li").count()
        follow(page, "Log out")

        fill_in(page, login="keys", password=NEW)
        found += faults_of(page)
        fill_in(page, code=code_of(key, 1))
        arrived = page.url
        page.goto("/admin/account/second-step/off/")
        found += faults_of(page)
        follow(page, "Switch it off")
        page.goto("/admin/account/password/")
        fill_in(page, oldpassword=NEW, password1=PASSWORD, password2=PASSWORD)

    assert codes == 10
    assert arrived == f"{site.url}/admin/"
    assert not found, "\n".join(found)


def test_password_is_asked_in_place_when_the_session_has_ended(visitor):
    with visitor.visit("/admin/account/login/") as visit:
        page = visit.page
        fill_in(page, login="keys", password=PASSWORD)
        page.goto("/admin/account/sessions/")
        page.context.clear_cookies()
        page.evaluate(POST)
        page.locator("dialog[open]").wait_for()
        found = faults_of(page)
        page.keyboard.type("wrong")
        page.keyboard.press("Enter")
        page.get_by_text("That is not your password. Type it again.").wait_for()
        described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        answer = page.evaluate("window.posting")
        closed = page.locator("dialog").count() == 0
        # The token of the plain form on the page counts again as well.
        with page.expect_navigation():
            page.locator("#logout-form button").click()
        left = page.url

    assert not found, "\n".join(found)
    assert described == "desk-again-problem"
    assert (answer, closed) == ("opaqueredirect", True)
    assert left.endswith("/admin/account/login/")


def test_escape_declines_and_the_page_stays(visitor):
    with visitor.visit("/admin/account/login/") as visit:
        page = visit.page
        fill_in(page, login="keys", password=PASSWORD)
        page.goto("/admin/account/sessions/")
        page.context.clear_cookies(name="session")
        page.evaluate(POST)
        page.locator("dialog[open]").wait_for()
        page.keyboard.press("Escape")
        answer = page.evaluate("window.posting")
        stayed = page.url

    assert answer == "SignedOut"
    assert stayed.endswith("/admin/account/sessions/")


@pytest.mark.parametrize("has_script", [True, False])
def test_plain_form_is_kept_and_sent_again(visitor, has_script):
    with visitor.visit("/admin/account/login/", java_script_enabled=has_script) as visit:
        page = visit.page
        page.fill("[name=login]", "keys")
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        page.goto("/admin/articles/article/add/")
        page.fill("[name=title]", "Two hours of work")
        page.context.clear_cookies(name="session")
        # Whatever other scripts the editor has, the form is sent as a browser without them does.
        page.eval_on_selector("#article_form", "form => form.submit()")
        page.get_by_role("link", name="Sign in (new tab)").wait_for()
        found = faults_of(page) if has_script else []
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Sign in (new tab)").click()
        tab = opened.value
        tab.fill("[name=login]", "keys")
        tab.fill("[name=password]", PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url("**/admin/")
        for _ in range(1 if has_script else 2):
            with page.expect_navigation():
                page.get_by_role("button", name="Send again").click()
        title = page.input_value("[name=title]")

    assert not found, "\n".join(found)
    assert title == "Two hours of work"
