"""Somebody in need types on a phone: the number to call is where they look."""

import pytest

pytestmark = pytest.mark.browser

# A phone, and the same with a keyboard over its lower half.
SCREENS = {"phone": (390, 844), "phone with a keyboard": (390, 480), "landscape": (740, 360)}
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["/get-ldn/", "/prescribers/ask/"])
def test_number_to_call_is_seen_above_the_words_being_typed(visitor, path, screen):
    width, height = SCREENS[screen]
    with visitor.visit(path, viewport={"width": width, "height": height}) as visit:
        page, box = visit.page, visit.page.locator("[name=text]")
        box.click()
        box.press_sequentially("I want to die")
        call = page.get_by_role("link", name="Call 988")
        call.wait_for()
        care, typed = page.locator(".care-live").bounding_box(), box.bounding_box()
        number = call.bounding_box()

    assert care["y"] >= 0
    assert care["y"] <= number["y"]
    assert number["y"] + number["height"] <= min(height, care["y"] + care["height"])
    assert care["y"] + care["height"] <= typed["y"] + 1  # no line is covered
    assert typed["y"] + 60 < height


def test_words_being_typed_do_not_move_on_a_phone(visitor):
    with visitor.visit("/get-ldn/", viewport={"width": 390, "height": 844}) as visit:
        page, box = visit.page, visit.page.locator("[name=text]")
        page.evaluate(SHIFTS)
        box.click()
        before = box.bounding_box()["y"]
        box.press_sequentially("I want to die")
        page.get_by_role("link", name="Call 988").wait_for()

        assert abs(box.bounding_box()["y"] - before) <= 1
        assert page.evaluate("window.shifts") == 0
