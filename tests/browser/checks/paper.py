"""What a page is on paper: its title, its sources with their addresses, in true black."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.printing import printed

# Elements with words of their own whose words are not black.
NOT_BLACK = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dd, dt, td, th)")]
    .filter((one) => one.checkVisibility() && one.innerText.trim())
    .filter((one) => getComputedStyle(one).color !== "rgb(0, 0, 0)")
    .map((one) => `not black: ${one.outerHTML.slice(0, 90)}`)"""
SHOWN = """(chosen) => [...document.querySelectorAll(chosen)]
    .filter((one) => one.checkVisibility())
    .map((one) => `printed: ${one.outerHTML.slice(0, 90)}`)"""
FOR_SCREENS = "nav, .site-header, .site-footer, .skip-link, .search-form"
# The end of each address: a DOI, a number of PubMed, or the last part of a path.
ADDRESSES = """() => [...document.querySelectorAll(":is(.sources, .source) a[href^=http]")]
    .map((link) => decodeURI(link.href).replace(/\\/$/, "").split("/").pop())"""


def faults_of(page: Page) -> list[str]:
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(NOT_BLACK) + page.evaluate(SHOWN, FOR_SCREENS)
    paper = "".join("".join(printed(page, "Letter")).split())
    title = page.locator("h1").first.text_content() or ""
    if "".join(title.split()) not in paper:
        found.append(f"title is not printed: {title}")
    found += [
        f"address is not printed: {address}"
        for address in page.evaluate(ADDRESSES)
        if address not in paper
    ]
    page.emulate_media(media="screen", color_scheme="light")
    return found
