"""Every page of the sitemap once, so that no content breaks what its template does well."""

from urllib.parse import urlsplit

import pytest

from tests.browser.looking import ALL_BUT_CONTRAST, NINE_WAYS, faults_of
from tests.crawling import Page, links_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def paths(site):
    sitemap = Page(f"{site.url}/sitemap.xml", site.get("/sitemap.xml"))
    return [urlsplit(url).path for url in links_of(sitemap)]


def test_axe_finds_nothing_on_any_page(visitor, paths):
    found = []
    with visitor.open() as visit:
        for number, path in enumerate(paths):
            visit.page.goto(path)
            # One page after the other in another of the nine ways.
            way = NINE_WAYS[number % len(NINE_WAYS)]
            found += faults_of(visit.page, [way], options=ALL_BUT_CONTRAST)

    assert len(paths) > 100
    assert not found, "\n".join(found)
