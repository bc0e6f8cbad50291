"""Whether somebody without a mouse always sees where they are."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.looking import Way, settle

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
FIRST_STOP = """() => {
    const first = document.activeElement, box = first.getBoundingClientRect();
    const isSeen = box.width > 1 && box.top >= 0 && box.left >= 0;
    const target = first.hash && document.querySelector(first.hash);
    return isSeen && target?.localName === "main" ? [] : [`first stop: ${first.outerHTML}`];
}"""


def faults_of(page: Page, ways: tuple[Way, ...]) -> list[str]:
    """The page must have been loaded just now: the skip link is looked for at its first stop.

    A page that puts the focus somewhere by itself, as one with faults of a form, has no such stop.
    """
    found: list[str] = []
    for way in ways:
        way.apply(page)
        settle(page)
        is_first = way is ways[0] and page.evaluate("document.activeElement === document.body")
        page.keyboard.press("Tab")
        if is_first:
            found += page.evaluate(FIRST_STOP)
        found += [f"{way}: {fault}" for fault in page.evaluate(SCRIPT)]
    return found
