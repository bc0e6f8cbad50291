"""Chromium, driven from the tests' own process, one start for each module.

Playwright keeps an event loop in this thread while it runs, and Django refuses the database
there: so it is stopped before the next module, and these tests speak to a served site only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import starting

PATIENCE = 30_000  # milliseconds: no test may depend on how fast the machine is
expect.set_options(timeout=PATIENCE)


@dataclass
class Visit:
    """A page in a fresh browser, and what happened while it was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Visitor:
    browser: Browser
    url: str

    @contextmanager
    def open(self, **options: object) -> Iterator[Visit]:
        """A browser that has seen nothing yet, with an empty page; `options` are Playwright's."""
        context = self.browser.new_context(base_url=self.url, **options)
        context.set_default_timeout(PATIENCE)
        visit = Visit(context.new_page())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("dialog", lambda dialog: (visit.complaints.append("dialog"), dialog.accept()))
        visit.page.on(
            "console",
            lambda said: said.type in {"error", "warning"} and visit.complaints.append(said.text),
        )
        try:
            yield visit
        finally:
            context.close()

    @contextmanager
    def visit(self, path: str, **options: object) -> Iterator[Visit]:
        """As `open`, with the page at `path`."""
        with self.open(**options) as visit:
            visit.page.goto(path)
            yield visit


@pytest.fixture(scope="module")
def chromium():
    path = starting.find_chromium()
    if path is None:
        pytest.skip(starting.MISSING)
    with sync_playwright() as playwright:
        browser = starting.launch(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visitor(chromium, site):
    return Visitor(chromium, site.url)
