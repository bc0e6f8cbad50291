"""What a program can find wrong with a page as it stands: axe, and a ruler.

Nothing here may be asked of a page that is still on its way. So `settle` comes first: it waits
until the page has arrived, shows its heading, and nothing on it moves any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

AT_REST = """() => Promise.all(
    document.getAnimations()
        .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
        .map((one) => one.finished.catch(() => null)))"""
IS_SIDEWAYS = "document.scrollingElement.scrollWidth > innerWidth"
HAS_AXE = "typeof axe === 'object'"
RUN_AXE = "([context, options]) => axe.run(context ?? document, options)"


@dataclass(frozen=True)
class Way:
    """One way to look at a page: how wide it is, and in which colors."""

    width: int
    colors: str = "light"

    def __str__(self) -> str:
        return f"{self.width} px, {self.colors}"

    def apply(self, page: Page) -> None:
        is_forced = self.colors == "forced"
        page.set_viewport_size({"width": self.width, "height": 800})
        page.emulate_media(
            color_scheme="light" if is_forced else self.colors,
            forced_colors="active" if is_forced else "none",
        )


COLORS = ("light", "dark", "forced")
NINE_WAYS = tuple(Way(width, colors) for width in (320, 768, 1280) for colors in COLORS)
PHONE_AND_DESK = (Way(390, "dark"), Way(1280, "light"))
# Whoever passes at 7:1 passes at 4.5:1 as well, so the lesser rule need not be asked.
ALSO_AAA = {
    "rules": {"color-contrast-enhanced": {"enabled": True}, "color-contrast": {"enabled": False}}
}
# Contrast takes most of axe's time. Where the colors have been looked at already, on the template
# and on the gallery of parts, this asks for the rest.
ALL_BUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}


def settle(page: Page) -> None:
    page.wait_for_load_state()
    page.locator("h1").first.wait_for(state="attached")
    page.evaluate(AT_REST)


def axe_on(page: Page, context: object = None, options: dict[str, object] | None = None) -> str:
    """What axe finds, in words; nothing where it finds nothing. The page must have settled."""
    if not page.evaluate(HAS_AXE):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"]} | (options or {})
    results = AxeResults(page.evaluate(RUN_AXE, [context, options]))
    return results.generate_report() if results.violations_count else ""


def faults_of(
    page: Page,
    ways: Iterable[Way] = PHONE_AND_DESK,
    *,
    context: object = None,
    options: dict[str, object] | None = None,
) -> list[str]:
    """What axe finds in each of `ways`, and where the page scrolls sideways."""
    found = []
    for way in ways:
        way.apply(page)
        settle(page)
        if report := axe_on(page, context, options):
            found.append(f"{page.url}, {way}: {report}")
        if page.evaluate(IS_SIDEWAYS):
            found.append(f"{page.url}, {way}: scrolls sideways")
    return found
