"""Takes the pictures of `docs/editing.md` anew: ``make guide``. Needs Chromium.

They are kept in `static/img/guide/`, since a site that runs has no browser to take them with.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests import serving
from tests.browser.desk.staff import make_staff, sign_in

FOLDER = serving.ROOT / "static" / "img" / "guide"
PAGE = "/admin/articles/article/fibromyalgia/"
SIZE = {"width": 1180, "height": 860}
WIDTH = 960  # of the picture as kept
QUALITY = 82


def front(page: Page) -> None:
    page.goto("/admin/")


def editor(page: Page) -> None:
    page.goto(f"{PAGE}change/")
    page.get_by_role("toolbar").first.wait_for()
    page.get_by_role("toolbar").first.evaluate("bar => bar.scrollIntoView()")
    page.wait_for_load_state("networkidle")


def source(page: Page) -> None:
    editor(page)
    page.get_by_role("button", name="Source", exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("fibromyalgia 2024")
    page.get_by_role("dialog").get_by_text("2024").first.wait_for()


def problems(page: Page) -> None:
    editor(page)
    heading = page.get_by_text("Problems in what you typed")
    heading.wait_for()
    heading.evaluate("part => part.scrollIntoView()")
    page.get_by_text("How hard it is to read").wait_for()


def review(page: Page) -> None:
    page.goto(f"{PAGE}review/")


def publish(page: Page) -> None:
    page.goto(f"{PAGE}publish/")


def compare(page: Page) -> None:
    page.goto(f"{PAGE}history/")
    page.get_by_role("button", name="Compare the two chosen").click()
    page.wait_for_load_state()


PICTURES: tuple[Callable[[Page], None], ...] = (
    front,
    editor,
    source,
    problems,
    review,
    publish,
    compare,
)
CHANGE = """
from ldn_site.accounts.models import User
from ldn_site.articles.models import Article
from ldn_site.articles.submitting import submit
from ldn_site.articles.writing import save_article
writer = User.objects.get(username="writer")
page = Article.objects.get(pk="fibromyalgia")
page.body = page.body.replace("Symptoms differ a lot", "Symptoms can differ a lot")
save_article(page, by=writer, note="Say it with more care")
submit(page, by=writer, note="Please look at the second part.")
"""


def take(page: Page, picture: Callable[[Page], None]) -> None:
    picture(page)
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    image.thumbnail((WIDTH, WIDTH))
    image.convert("RGB").save(FOLDER / f"{picture.__name__}.webp", quality=QUALITY, method=6)


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("Chromium was not found (Debian, Ubuntu: apt-get install chromium).")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data, port = Path(folder) / "var", serving.free_port()
        serving.set_up(data, SITE_URL=f"http://127.0.0.1:{port}")
        with serving.serve(data, port) as site, sync_playwright() as playwright:
            make_staff(site, "writer", "Alex Example", "Writers")
            make_staff(site, "everyone", "Sam Example", "everything")
            site.manage("shell", "--command", CHANGE)
            browser = playwright.chromium.launch(executable_path=chromium)
            page = browser.new_page(base_url=site.url, viewport=SIZE, reduced_motion="reduce")
            # Without the list of everything at the side, there is more to see of each screen.
            page.add_init_script("localStorage['django.admin.navSidebarIsOpen'] = 'false'")
            sign_in(page, "everyone")
            for picture in PICTURES:
                take(page, picture)
            browser.close()


if __name__ == "__main__":
    main()
