"""Whether a page can be read: on a small phone, with large text, spread out, and touched."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.looking import Way, settle

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
# WCAG 2.2, 1.4.12: what a reader's own style sheet may do to any page.
SPREAD_OUT = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
SMALLEST = 16
# What may be smaller than text: names of things, numbers and marks beside them.
LABELS = "sup, sub, small, .kicker, svg"


def ask(page: Page, name: str, *arguments: object) -> list[str]:
    answer: list[str] = page.evaluate(
        f"([name, words]) => ({SCRIPT.strip()})[name](...words)", [name, list(arguments)]
    )
    return answer


def set_text_size(page: Page, pixels: int) -> None:
    """What the reader chose as the size of text in the settings of the browser: 16 as it comes."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels}})
    session.detach()


def layout_faults(page: Page, width: int) -> list[str]:
    """Where words are cut off, lie on each other or need sideways scrolling."""
    Way(width).apply(page)
    settle(page)
    return [fault for name in ("sideways", "cut", "overlapping") for fault in ask(page, name)]


def faults_of(page: Page) -> list[str]:
    """Everything of this module. The page must be in a context that bypasses its policy."""
    found = [f"small phone: {fault}" for fault in layout_faults(page, 320)]
    found += [f"zoom of 200%: {fault}" for fault in layout_faults(page, 640)]
    found += [f"large screen: {fault}" for fault in layout_faults(page, 1280)]

    set_text_size(page, 32)
    for width in (390, 1280):
        found += [f"text at 200%: {fault}" for fault in layout_faults(page, width)]
    set_text_size(page, 16)

    sheet = page.add_style_tag(content=SPREAD_OUT)
    for width in (320, 1280):
        found += [f"text spread out: {fault}" for fault in layout_faults(page, width)]
    sheet.evaluate("sheet => sheet.remove()")

    Way(390).apply(page)
    settle(page)
    found += [f"small text, {fault}" for fault in ask(page, "small", LABELS, SMALLEST)]
    found += [f"hard to hit, {fault}" for fault in ask(page, "hardToHit")]
    page.emulate_media(reduced_motion="reduce")
    found += [f"with less motion asked for, {fault}" for fault in ask(page, "moving")]
    page.emulate_media(reduced_motion="no-preference")
    return found
