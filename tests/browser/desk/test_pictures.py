"""A picture from the upload to its focal point, in the browser of a writer."""

import io

import pytest
from PIL import Image

from tests.browser.desk.staff import make_staff, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser
LIST = "/admin/media/picture/"
ADD = f"{LIST}add/"


def photo():
    file = io.BytesIO()
    Image.linear_gradient("L").resize((900, 900)).convert("RGB").save(file, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


@pytest.fixture(scope="module")
def state(visitor, site, tmp_path_factory):
    """The cookies of a writer who is signed in."""
    make_staff(site, "picture-writer", "Pip Example", "Writers")
    path = tmp_path_factory.mktemp("session") / "state.json"
    with visitor.visit("/admin/login/") as visit:
        sign_in(visit.page, "picture-writer")
        visit.page.context.storage_state(path=path)
    return path


def add(page, words):
    page.set_input_files("#id_file", photo())
    page.fill("#id_alt", words)
    page.click("[name=_continue]")
    page.wait_for_url("**/change/")


def test_focal_point_is_chosen_by_a_click_or_with_the_keys_and_the_crops_follow(visitor, state):
    with visitor.visit(ADD, storage_state=state) as visit:
        page = visit.page
        add(page, "A gray ramp")
        wide = page.locator("[data-crop=wide]")

        box = page.locator(".focal__picture").bounding_box()
        page.locator(".focal__picture").click(
            position={"x": box["width"] / 4, "y": box["height"] * 0.9}
        )
        clicked = wide.evaluate("image => image.style.objectPosition")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowUp")
        with page.expect_navigation():
            page.click("[name=_continue]")

        assert clicked.split()[1] == "100%"
        assert page.input_value("#id_focal_x") == "26"
        assert page.input_value("#id_focal_y") == "80"
        point = page.get_by_role("button", name="26 percent from the left, 80 percent from the top")
        assert point.is_visible()
        assert not visit.complaints


def test_picture_is_added_and_its_focal_point_moved_without_javascript(visitor, state):
    with visitor.visit(ADD, storage_state=state, java_script_enabled=False) as visit:
        page = visit.page
        add(page, "A ramp without a script")
        page.fill("#id_focal_y", "10")
        page.click("[name=_save]")

        page.get_by_text("was changed successfully").wait_for()


def test_axe_finds_nothing_on_the_pages_of_pictures(visitor, state):
    found = []
    with visitor.visit(ADD, storage_state=state) as visit:
        page = visit.page
        add(page, "A ramp to look at")
        change = page.url
        for path in (LIST, ADD, change, change.replace("change", "delete")):
            page.goto(path)
            found += faults_of(page)

    assert not found, "\n".join(found)
