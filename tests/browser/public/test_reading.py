import pytest

from tests.browser.checks import reading
from tests.browser.templates import FOR_READERS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", FOR_READERS)
def test_text_can_be_read_large_spread_out_and_on_a_small_phone_and_be_touched(visitor, kind):
    # A reader's own style sheet does not ask the policy of the page.
    with visitor.open(bypass_csp=True) as visit:
        FOR_READERS[kind].open(visit.page)

        found = reading.faults_of(visit.page)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", ["home", "an article with figures", "a study"])
def test_opioid_warning_is_in_the_first_screen_of_a_phone(visitor, kind):
    with visitor.visit(FOR_READERS[kind].path, viewport={"width": 360, "height": 740}) as visit:
        warning = visit.page.locator("main").get_by_text("opioid").first
        top = warning.bounding_box()["y"]

    assert top < 740
