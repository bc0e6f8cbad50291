"""Every screen of the desk that a link leads to, found by following the links."""

from collections import deque
from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from django.urls import Resolver404, resolve

from tests.browser.desk.staff import make_staff, sign_in
from tests.browser.looking import faults_of

pytestmark = pytest.mark.browser

# The twelfth line of a list is as its first ones, and measuring colors takes long.
FIRST_LINES = {"exclude": [[f"{line}:nth-child(n+12)"] for line in ("tr", "li", "option")]}
# One address of each kind is enough: the second article's form is as the first's.
FEWEST_SCREENS = 60
# What is public may have been taken down, and who signs out sees no more of the desk.
LEAD_AWAY = {"admin:view_on_site", "admin:logout", "account_logout"}
HREFS = "links => links.map(link => link.getAttribute('href'))"


def kind_of(url: str) -> str:
    try:
        return str(resolve(urlsplit(url).path).view_name)
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def screens(visitor, site):
    """What axe and a ruler found on one screen of each kind, by the name of its address."""
    make_staff(site, "all-screens", "Robin Example", "everything")
    found: dict[str, list[str]] = {}
    with visitor.visit("/admin/login/") as visit:
        page = visit.page
        sign_in(page, "all-screens")
        queue = deque(["/admin/"])
        while queue:
            path = queue.popleft()
            kind = kind_of(path)
            if not kind or kind in found or kind in LEAD_AWAY:
                continue
            answer = page.goto(path)
            found[kind] = [] if answer.ok else [f"{path} answers {answer.status}"]
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            found[kind] += faults_of(page, context=FIRST_LINES)
            links = [urlsplit(urljoin(page.url, h)) for h in page.eval_on_selector_all("a", HREFS)]
            queue += [
                urlunsplit(("", "", link.path, link.query, ""))
                for link in links
                if link.path.startswith("/admin/")
            ]
    return found


def test_every_kind_of_screen_was_found(screens):
    assert len(screens) >= FEWEST_SCREENS
    assert {"admin:index", "admin:articles_article_change", "guide", "files"} <= set(screens)


def test_axe_finds_nothing_and_no_screen_scrolls_sideways(screens):
    faults = [fault for found in screens.values() for fault in found]
    assert not faults, "\n".join(faults)
