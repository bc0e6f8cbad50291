from collections import Counter
from urllib.parse import urldefrag, urlsplit

import html5lib
import pytest

from tests.crawling import crawl
from tests.serving import ROOT

ARTICLES = sorted(
    f"/{path.parent.name}/{path.stem}/" for path in (ROOT / "content" / "en").glob("*/*.md")
)


@pytest.fixture(scope="module")
def found(site):
    return crawl(site, "/", "/sitemap.xml", "/robots.txt", "/feed.atom", "/llms.txt")


def paths(pages) -> set[str]:
    return {urlsplit(page.url).path for page in pages}


def test_crawl_finds_the_pages_expected(found):
    expected = {"/", "/basics/", "/mechanism/", "/safety/", "/conditions/", "/about/"}
    expected |= {"/evidence/", "/claims/", "/glossary/", "/search/", "/get-ldn/", *ARTICLES}

    assert len(ARTICLES) >= 6
    assert expected <= paths(found.html)


def test_sitemap_names_every_article(site, found):
    listed = {urlsplit(loc).path for loc in found.pages[f"{site.url}/sitemap.xml"].text_of("loc")}

    assert set(ARTICLES) <= listed


def test_no_link_is_broken(found):
    broken = {
        f"{url} answers {page.response.status}, linked from {found.found_on[url]}"
        for url, page in found.pages.items()
        if page.response.status != 200
    }

    assert not broken


def test_no_link_misses_its_place_on_the_page(found):
    ids = {page.url: set(page.ids) for page in found.html}
    pointing = [
        (page.url, address)
        for page in found.html
        for name, address in page.addresses
        if name == "a" and urldefrag(address).fragment
    ]
    missed = {
        f"{source} points at {address}"
        for source, address in pointing
        if urldefrag(address).url in ids
        and urldefrag(address).fragment not in ids[urldefrag(address).url]
    }

    assert len(pointing) > len(ARTICLES)
    assert not missed


def test_every_page_has_one_main_heading(found):
    assert not {page.url: page.text_of("h1") for page in found.html if len(page.all("h1")) != 1}


def test_headings_skip_no_level(found):
    skipped = []
    for page in found.html:
        levels = [int(str(e.tag)[1]) for e in page.tree.iter() if str(e.tag) in HEADINGS]
        below = zip(levels, levels[1:], strict=False)
        skipped += [page.url for level, following in below if following > level + 1]

    assert not skipped


HEADINGS = {f"h{level}" for level in range(1, 7)}


def test_every_page_has_a_title_of_its_own(found):
    titles = Counter(title for page in found.html for title in page.text_of("title")[:1])
    titled = [page for page in found.html if any(page.text_of("title"))]

    assert len(titled) == len(found.html)
    assert not [title for title, times in titles.items() if times > 1]


def test_every_page_has_a_description(found):
    assert not [page.url for page in found.html if not any(page.meta("description"))]


def test_every_page_for_search_engines_names_its_own_address(found):
    indexed = [page for page in found.html if "noindex" not in "".join(page.meta("robots"))]

    assert len(indexed) > len(ARTICLES)
    assert not {
        page.url: page.rel("canonical")
        for page in indexed
        if page.rel("canonical") != [page.url.partition("?")[0]]
    }


def test_every_page_tells_its_language(found):
    assert not [page.url for page in found.html if page.all("html")[0].get("lang") != "en"]


def test_ids_are_unique_on_every_page(found):
    assert not {
        page.url: twice
        for page in found.html
        if (twice := [name for name, times in Counter(page.ids).items() if times > 1])
    }


def test_no_page_fetches_anything_from_elsewhere(site, found):
    fetched = {(page.url, address) for page in found.html for address in page.fetched}

    assert fetched
    assert not {pair for pair in fetched if not pair[1].startswith(f"{site.url}/")}


DATA = {"application/ld+json", "application/json"}  # browsers run neither


def test_no_page_holds_inline_script_or_style(found):
    scripts = [
        page.url
        for page in found.html
        for script in page.all("script")
        if "src" not in script.attrib and script.get("type") not in DATA
    ]
    styled = [
        page.url
        for page in found.html
        for element in page.tree.iter()
        if element.tag == "style" or "style" in element.attrib
    ]

    assert not scripts
    assert not styled


def test_readers_get_no_cookie(found):
    assert not [url for url, page in found.pages.items() if "Set-Cookie" in page.response.headers]


def test_unsigned_pages_say_so_and_name_no_reviewer(site, found):
    articles = [page for page in found.html if urlsplit(page.url).path in ARTICLES]
    words = "Written from published research; not yet checked by our pharmacist"

    assert len(articles) == len(ARTICLES)
    assert not [page.url for page in articles if words not in " ".join(page.text_of("body"))]
    assert not [page.url for page in articles if "reviewedBy" in page.response.text]


def test_articles_warn_of_opioids_before_their_first_heading(found):
    early = [
        "".join(page.text_of("main")).partition(page.text_of("h2")[0])[0].lower()
        for page in found.html
        if urlsplit(page.url).path.startswith(("/conditions/", "/basics/", "/safety/"))
        and urlsplit(page.url).path in ARTICLES
    ]

    assert early
    assert not [text[:80] for text in early if "opioid" not in text]


def test_warning_of_the_templates_says_what_the_warning_of_the_articles_says(site):
    """One is signed with the articles; the other stands on pages that have no article."""
    said = set()
    for path in ("/", "/conditions/", "/evidence/", "/conditions/fibromyalgia/"):
        page = html5lib.parse(site.get(path).text, namespaceHTMLElements=False)
        [box] = page.findall(".//div[@class='callout callout--warning']")[:1]
        for mark in box.findall(".//sup"):
            mark.text, mark[:] = "", []
        said.add(" ".join("".join(box.itertext()).split()))

    assert len(said) == 1, said
    assert "Do not take LDN with opioids" in said.pop()
