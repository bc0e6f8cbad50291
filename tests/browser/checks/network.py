"""What a page asks for and weighs on the wire, and whether anything on it moves while it loads.

Fonts and scripts are held back until the page has been drawn without them, as on a slow line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Route

FIRST_VIEW = 61_440  # bytes of all there is, headers included
HTML_AND_CSS = 14_336  # of an article, but for the longest: tests/pages/test_weight.py
SCRIPTS = 2_048
REQUESTS = 7
KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JS", "font": "fonts"}
COMES_LATE = re.compile(r"\.(woff2|js)$")
WATCH = """() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) {
            const moved = one.sources.map(({node}) => node?.outerHTML ?? node?.textContent);
            const what = String(moved[0]).slice(0, 90);
            window.shifts.push(`shifts by ${one.value.toFixed(5)}: ${what}`);
        }
    }).observe({type: "layout-shift", buffered: true});
}"""
# Long enough after the first words that they stand in the face that is there meanwhile. A page
# may also wait for its script before it shows anything, and has no frames until then.
UNTIL_DRAWN = """() => new Promise((done) => {
    const look = () => {
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        const isDrawn = paint && performance.now() > paint.startTime + 250;
        if (isDrawn || performance.now() > 1500) done();
        else setTimeout(look, 20);
    };
    look();
})"""
# To the end in steps of a screen, each of them drawn; then two frames for what comes late.
SCROLL_THROUGH = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await document.fonts.ready;
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
        scrollTo({top, behavior: "instant"});
        await frame();
    }
    await frame();
    await frame();
    return window.shifts;
}"""


@dataclass
class Load:
    """One page, loaded with an empty cache: what it asked for and what was found wrong."""

    url: str
    bytes: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    shifts: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    left_behind: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.bytes.values())

    def faults(self, *, is_article: bool = False) -> list[str]:
        found = [*self.shifts, *self.strangers, *self.left_behind, *self.complaints]
        text = self.bytes["HTML"] + self.bytes["CSS"]
        limits = {
            "bytes of a first view": (self.total, FIRST_VIEW),
            "bytes of scripts": (self.bytes["JS"], SCRIPTS),
            "requests": (self.requests, REQUESTS),
        }
        if is_article:
            limits["bytes of HTML and CSS"] = (text, HTML_AND_CSS)
        return found + [
            f"{number} {what}, where {most} is the most"
            for what, (number, most) in limits.items()
            if number > most
        ]


def load(context: BrowserContext, url: str, expected: int = 200) -> Load:
    """Open `url` in `context`, which has seen nothing yet, with fonts that come late."""
    page = context.new_page()
    done = Load(url)
    requests: list[Request] = []
    held: list[Route] = []
    is_held = True

    def hold(route: Route) -> None:
        if is_held:
            held.append(route)
        else:
            route.continue_()

    def hear(text: str) -> None:
        # A browser says of every page with such a status that it failed to load.
        if expected == 200 or str(expected) not in text:
            done.complaints.append(f"console: {text}")

    page.route(COMES_LATE, hold)
    page.on("requestfinished", lambda request: requests.append(request))
    page.on("pageerror", lambda error: done.complaints.append(str(error)))
    page.on("console", lambda said: said.type in {"error", "warning"} and hear(said.text))
    page.goto(url, wait_until="commit")
    page.evaluate(WATCH)
    page.evaluate(UNTIL_DRAWN)
    is_held = False
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    weigh(done, requests)
    done.shifts += page.evaluate(SCROLL_THROUGH)
    look_around(done, page, requests)
    page.close()
    return done


def weigh(done: Load, requests: list[Request]) -> None:
    """Bytes as they were sent. Headers are left out of the parts, and are in the total."""
    for request in requests:
        sizes = request.sizes()
        kind = KINDS.get(request.resource_type, "images and the rest")
        done.bytes[kind] += sizes["responseBodySize"]
        done.bytes["headers"] += sizes["responseHeadersSize"]
    # The icon is for the browser's own tab: it counts in bytes, and not as a part of the page.
    done.requests = sum(request.resource_type != "other" for request in requests)


def look_around(done: Load, page: Page, requests: list[Request]) -> None:
    here = urlsplit(done.url).netloc
    strangers = {request.url for request in requests if urlsplit(request.url).netloc != here}
    done.strangers += [f"asks a third party: {url}" for url in sorted(strangers)]
    done.left_behind += [f"cookie: {cookie['name']}" for cookie in page.context.cookies()]
    stored = page.evaluate("localStorage.length + sessionStorage.length")
    done.left_behind += ["keeps something in the browser"] * bool(stored)
