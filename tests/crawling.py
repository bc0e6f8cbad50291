"""Reads pages as a browser would, and follows every link of a served site."""

from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

from tests.serving import Response, Site

# Attributes that name an address, by element.
ADDRESSES = {
    "a": "href",
    "area": "href",
    "form": "action",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "script": "src",
    "source": "srcset",
    "use": "href",
}
# What a browser fetches without being asked.
FETCHED = {"iframe", "img", "script", "source", "use"}
MOST_PAGES = 2000


@dataclass(frozen=True)
class Page:
    """An answer of the site, read as HTML where it is HTML."""

    url: str
    response: Response

    @property
    def is_html(self) -> bool:
        return str(self.response.headers["Content-Type"]).startswith("text/html")

    @cached_property
    def tree(self) -> Element:
        return html5lib.parse(self.response.body, namespaceHTMLElements=False)

    def all(self, name: str) -> list[Element]:
        return list(self.tree.iter(name))

    def text_of(self, name: str) -> list[str]:
        return [" ".join("".join(element.itertext()).split()) for element in self.all(name)]

    def meta(self, name: str) -> list[str]:
        return [
            element.get("content", "")
            for element in self.all("meta")
            if name in (element.get("name"), element.get("property"))
        ]

    def rel(self, name: str) -> list[str]:
        links = self.all("link")
        return [link.get("href", "") for link in links if name in link.get("rel", "").split()]

    @property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.tree.iter() if element.get("id")]

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """(element, whole address) of everything this page points at."""
        found = []
        for element in self.tree.iter():
            value = element.get(ADDRESSES.get(str(element.tag), ""))
            if value is not None:
                found.append((str(element.tag), urljoin(self.url, value)))
        return found

    @property
    def fetched(self) -> list[str]:
        sheets = [
            urljoin(self.url, href)
            for rel in ("stylesheet", "icon", "manifest")
            for href in self.rel(rel)
        ]
        return sheets + [address for name, address in self.addresses if name in FETCHED]


@dataclass
class Crawl:
    """Every page that can be reached, by address, and which page first pointed at it."""

    pages: dict[str, Page] = field(default_factory=dict)
    found_on: dict[str, str] = field(default_factory=dict)

    @property
    def html(self) -> list[Page]:
        pages = self.pages.values()
        return [page for page in pages if page.response.status == 200 and page.is_html]


def crawl(site: Site, *starts: str) -> Crawl:
    """Ask for `starts` and for everything of this site that the answers point at."""
    done = Crawl()
    waiting = deque(urljoin(site.url, start) for start in starts)
    done.found_on.update(dict.fromkeys(waiting, "the start"))
    while waiting:
        url = waiting.popleft()
        parts = urlsplit(url)
        page = Page(url, site.get(parts.path + (f"?{parts.query}" if parts.query else "")))
        done.pages[url] = page
        assert len(done.pages) < MOST_PAGES, f"no end of pages: {url}"
        for found in links_of(page):
            link = urldefrag(found).url
            if link.startswith(f"{site.url}/") and link not in done.found_on:
                done.found_on[link] = url
                waiting.append(link)
    return done


def links_of(page: Page) -> list[str]:
    if page.is_html:
        return [address for _, address in page.addresses]
    if page.url.endswith("sitemap.xml"):
        return [loc.text or "" for loc in page.all("loc")]
    return []
