"""The buttons that hand a page on."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STUDY = "/evidence/younger-2013-fibromyalgia-rct/"
# What the browser of a phone has, and Chromium on Linux has not.
SHEET = "navigator.share = async (what) => { window.shared = what; }"


def test_link_is_copied_without_what_follows_the_number_sign(visitor):
    with visitor.visit(
        f"{STUDY}#found", permissions=["clipboard-read", "clipboard-write"]
    ) as visit:
        visit.page.get_by_role("button", name="Copy link").click()

        expect(visit.page.get_by_role("status")).to_have_text("Copied.")
        assert visit.page.evaluate("navigator.clipboard.readText()").endswith(STUDY)
        assert not visit.complaints


def test_link_stands_there_to_copy_by_hand_when_the_browser_refuses(visitor):
    with visitor.visit(STUDY) as visit:
        visit.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
        visit.page.get_by_role("button", name="Copy link").click()

        expect(visit.page.get_by_role("status")).to_have_text(re.compile(f"{STUDY}$"))


def test_page_is_handed_to_the_sheet_of_the_phone(visitor):
    with visitor.visit("about:blank") as visit:
        visit.page.add_init_script(SHEET)
        visit.page.goto(STUDY)
        visit.page.get_by_role("button", name="Share").click()

        shared = visit.page.evaluate("window.shared")
        assert shared["url"].endswith(STUDY)
        assert shared["title"] == visit.page.title()


def test_browser_without_a_sheet_shows_no_button_for_it(visitor):
    with visitor.visit(STUDY) as visit:
        expect(visit.page.get_by_role("button", name="Copy link")).to_be_visible()

        assert not visit.page.get_by_role("button", name="Share").is_visible()


def test_nothing_is_there_without_a_script_or_on_paper(visitor):
    with visitor.visit(STUDY, java_script_enabled=False) as visit:
        assert not visit.page.locator(".share").is_visible()
    with visitor.visit(STUDY) as visit:
        visit.page.emulate_media(media="print")
        assert not visit.page.locator(".share").is_visible()
