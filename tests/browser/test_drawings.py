"""The drawings are drawn on every page that has one, and move only for who likes it."""

import pytest

pytestmark = pytest.mark.browser

PAGES = ["/", "/mechanism/", "/mechanism/the-opioid-system/", "/basics/what-is-ldn/", "/get-ldn/"]
ANIMATED = "key => key.getAnimations().length"


@pytest.mark.parametrize("path", PAGES)
def test_drawing_has_its_styles(visitor, path):
    with visitor.visit(path) as visit:
        drawings = visit.page.locator("svg.drawing")

        assert drawings.count()
        for place in range(drawings.count()):
            assert drawings.nth(place).evaluate("svg => getComputedStyle(svg).fill") == "none"


@pytest.mark.parametrize(("motion", "moving"), [("no-preference", 1), ("reduce", 0)])
def test_key_slides_only_where_nobody_asked_for_less_motion(visitor, motion, moving):
    with visitor.visit("/mechanism/the-opioid-system/", reduced_motion=motion) as visit:
        key = visit.page.locator(".drawing__key").first

        assert key.evaluate(ANIMATED) == moving
        visit.page.emulate_media(media="print")
        assert key.evaluate(ANIMATED) == 0


def test_key_lies_in_its_lock_when_the_reader_has_come_to_it(visitor):
    with visitor.visit("/mechanism/the-opioid-system/") as visit:
        key = visit.page.locator(".drawing--receptor-blocked .drawing__key")
        key.evaluate("key => key.scrollIntoView({ block: 'start' })")

        assert key.evaluate("key => getComputedStyle(key).translate") in ("none", "0px")
