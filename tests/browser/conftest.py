"""Chromium, driven from the tests' own process, one start for each module.

Playwright keeps an event loop in this thread while it runs, and Django refuses the database
there: so it is stopped before the next module, and these tests speak to a served site only.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
# Without these, Chromium looks for updates and the like at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 20_000  # milliseconds


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
    def visit(self, path: str, **options: object) -> Iterator[Visit]:
        """Open `path` in a browser that has seen nothing yet; `options` are Playwright's."""
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
            visit.page.goto(path)
            yield visit
        finally:
            context.close()


@pytest.fixture(scope="module")
def chromium():
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium was not found (Debian, Ubuntu: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visitor(chromium, site):
    return Visitor(chromium, site.url)
