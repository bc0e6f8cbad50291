"""What readers have whose browser runs no scripts: the same words, and forms that work."""

import re

import pytest

from tests.browser.templates import FOR_READERS

pytestmark = pytest.mark.browser

# The sheet is made by a script as it is filled in; without one, a blank sheet is printed.
MADE_BY_SCRIPT = {"before a visit"}
# Buttons that only a script can serve are hidden without one.
SCRIPTED = "main button, main [data-copied]"
WORDS = """scripted => {
    document.querySelectorAll(scripted).forEach((one) => one.remove());
    return document.querySelector("main").innerText.split(/\\s+/);
}"""


@pytest.mark.parametrize("kind", sorted(set(FOR_READERS) - MADE_BY_SCRIPT))
def test_main_text_is_the_same(visitor, kind):
    words = []
    for runs_scripts in (True, False):
        with visitor.open(java_script_enabled=runs_scripts) as visit:
            FOR_READERS[kind].open(visit.page)
            words.append(visit.page.evaluate(WORDS, SCRIPTED))

    assert len(words[0]) > 20
    assert words[0] == words[1]


def press_send(page):
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def test_patient_reads_searches_and_writes(visitor):
    with visitor.visit("/search/", java_script_enabled=False) as visit:
        page = visit.page
        page.locator("main [name=q]").fill("fibromialgia")
        page.locator("main [name=q]").press("Enter")
        page.locator("main").get_by_role("link", name="LDN and fibromyalgia").first.click()
        page.wait_for_url("**/conditions/fibromyalgia/")

        page.goto("/get-ldn/")
        page.locator("[name=name]").fill("Pat Example")
        page.locator("[name=reply_to]").fill("pat@example.org")
        page.locator("[name=subject]").select_option(index=1)
        page.locator("[name=location][value=sugar-land]").check()
        # Whoever writes this fast is asked once more, as is whoever leaves something out.
        press_send(page)
        page.locator("[name=text]").fill("When are you open?")
        press_send(page)

        page.wait_for_url("**/get-ldn/sent/*")
        assert re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page.locator("main").inner_text())
        assert not page.context.cookies()
    assert not [said for said in visit.complaints if "422" not in said]
