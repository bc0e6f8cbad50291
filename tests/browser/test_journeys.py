import re

import pytest

pytestmark = pytest.mark.browser

LOOK_OF_FOCUS = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    return {
        what: e.outerHTML.slice(0, 80),
        body: e === document.body,
        seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== "none",
    };
}"""


def test_first_tab_stop_skips_to_the_content(visitor):
    with visitor.visit("/conditions/fibromyalgia/") as visit:
        page = visit.page
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        target = skip.get_attribute("href")

        assert target.startswith("#")
        assert skip.is_visible()
        assert min(skip.bounding_box()["x"], skip.bounding_box()["y"]) >= 0

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("location.hash") == target
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/conditions/fibromyalgia/", "/get-ldn/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_can_always_be_seen(visitor, path, scheme):
    with visitor.visit(path, color_scheme=scheme) as visit:
        looks = []
        for _ in range(40):
            visit.page.keyboard.press("Tab")
            looks.append(visit.page.evaluate(LOOK_OF_FOCUS))
        looks = [look for look in looks if not look["body"]]

    assert len(looks) >= 15
    assert not [look["what"] for look in looks if not look["seen"]]


def test_patient_without_javascript_reads_searches_and_writes(visitor):
    with visitor.visit("/", java_script_enabled=False) as visit:
        page = visit.page
        page.goto("/search/")
        page.get_by_role("searchbox").last.fill("fibromialgia")
        page.get_by_role("searchbox").last.press("Enter")
        page.locator("main").get_by_role("link", name="LDN and fibromyalgia").first.click()
        page.wait_for_url("**/conditions/fibromyalgia/")

        page.goto("/get-ldn/")
        page.locator("[name=name]").fill("Pat Example")
        page.locator("[name=reply_to]").fill("pat@example.org")
        page.locator("[name=subject]").select_option(index=1)
        page.locator("[name=location][value=sugar-land]").check()
        # Whoever writes this fast is asked once more, as is whoever leaves something out.
        with page.expect_navigation():
            page.locator("main form button[type=submit]").last.click()
        page.locator("[name=text]").fill("When are you open?")
        with page.expect_navigation():
            page.locator("main form button[type=submit]").last.click()

        page.wait_for_url("**/get-ldn/sent/*")
        assert re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page.locator("main").inner_text())
        assert not page.context.cookies()
    assert not [said for said in visit.complaints if "422" not in said]


def test_form_keeps_what_was_typed_and_leads_to_the_fault(visitor):
    with visitor.visit("/get-ldn/") as visit:
        page = visit.page
        page.locator("form [name=text]").fill("A long message, typed slowly.")
        page.locator("form [name=reply_to]").fill("not a route")
        with page.expect_navigation():
            page.locator("main form button[type=submit]").last.click()

        assert page.locator("[name=text]").input_value() == "A long message, typed slowly."
        page.locator(".error-summary a").first.click()
        focused = page.evaluate("document.activeElement.getAttribute('aria-invalid')")

    assert focused == "true"
