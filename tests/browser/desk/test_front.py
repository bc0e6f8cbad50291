import pytest

from tests.browser.desk.staff import make_staff, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

SCREENS = {
    "front page": "/admin/",
    "list": "/admin/articles/article/",
    "filtered list": "/admin/articles/article/?problems=hints&q=ldn",
    "list to choose from": "/admin/articles/article/?_to_field=id&_popup=1",
    "form of a notice": "/admin/articles/notice/add/",
}


@pytest.fixture(scope="module")
def desk(visitor, site):
    """Somebody who may do everything, signed in."""
    make_staff(site, "fay", "Fay Front", "everything")
    with visitor.visit("/") as visit:
        sign_in(visit.page, "fay")
        yield visit.page


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk, screen):
    desk.goto(SCREENS[screen])

    found = faults_of(desk)

    assert not found, "\n".join(found)


def test_by_keyboard_alone_a_number_leads_to_its_pages(desk):
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto("/admin/")
    link = desk.get_by_role("link", name="live without a signature")
    for _ in range(60):
        desk.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    number = int(link.locator(".front__number").inner_text())

    desk.keyboard.press("Enter")
    desk.wait_for_url("**/admin/articles/article/?signature=live-unsigned")

    assert number > 40
    assert desk.locator(".paginator").inner_text().strip().startswith(f"{number} article")
