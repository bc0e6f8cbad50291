"""What a writer with bad intent could do to a reader, seen in a browser."""

import json

import pytest

from ldn_site.markup import render_here
from tests import serving
from tests.browser.conftest import Visitor
from tests.markup.payloads import PAYLOADS as MARKDOWN
from tests.markup.samples import RESOURCES

pytestmark = pytest.mark.browser

HTML = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "{% load nothing %}",
]
SCRIPTS_OF_OTHERS = "main script:not([type='application/ld+json'], [src^='/static/'])"
# The checker would never let this through: it is published past it.
PUBLISH = """
import django, json, sys
django.setup()
from tests.factories import make_publication
make_publication(**json.loads(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def hostile(chromium, set_up_folder, tmp_path_factory):
    article = {
        "id": "hostile",
        "topic": "conditions",
        "title": "Title " + HTML[0] + HTML[7],
        "summary": "Summary " + " ".join(HTML[:6]),
        "body": "\n\n".join([*HTML, "## Heading " + HTML[0], "The end."]),
        "evidence": 1,
        "evidence_reason": HTML[1],
    }
    with serving.serve_copy(set_up_folder, tmp_path_factory.mktemp("hostile")) as site:
        serving.run("-c", PUBLISH, json.dumps(article), data=site.data)
        assert site.get("/conditions/hostile/").status == 200
        yield Visitor(chromium, site.url)


@pytest.mark.parametrize("path", ["/conditions/hostile/", "/conditions/", "/", "/search/?q=title"])
def test_nothing_an_author_writes_runs(hostile, path):
    with hostile.visit(path) as visit:
        page = visit.page
        page.wait_for_load_state("networkidle")
        for link in page.locator("main a").all():
            link.dispatch_event("mouseover")

        assert "alert(1)" in page.content()
        assert not page.locator(SCRIPTS_OF_OTHERS).count()
        assert not page.locator("[onerror], [onload], [ontoggle], [onmouseover], iframe").count()
        assert not page.locator("a[href^='javascript' i], a[href^='data' i], a[href^='//']").count()

    assert not visit.complaints
    assert not [url for url in visit.requests if not url.startswith(f"{hostile.url}/")]


# A page without any policy, so that only what the renderer made stands between writer and reader.
BARE = "http://bare.test/"
PROVOKE = """() => {
    const kinds = new Set();
    for (const element of document.body.querySelectorAll("*")) {
        for (const type of ["mouseover", "focus", "toggle", "load", "error"])
            element.dispatchEvent(new Event(type));
        if (element.localName === "a") kinds.add(element.protocol);
    }
    return [...kinds];
}"""


@pytest.fixture
def bare(chromium):
    """A page that takes any HTML, and the list of what ran on it."""
    context = chromium.new_context()
    page = context.new_page()
    ran = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.accept()))
    context.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(BARE)
    yield page, ran
    context.close()


def test_bare_page_would_run_what_gets_through(bare):
    page, ran = bare

    page.set_content("<p onmouseover=alert(1)>a</p><img src=data:, onerror=alert(2)>")
    page.evaluate(PROVOKE)

    assert {"1", "2"} <= set(ran)


def test_no_payload_runs_even_without_a_policy(bare):
    page, ran = bare
    fired, strange = [], []

    for payload in MARKDOWN:
        page.set_content(render_here(payload, RESOURCES).html)
        kinds = page.evaluate(PROVOKE)
        if ran:
            fired.append(payload)
            ran.clear()
        if not set(kinds) <= {"http:", "https:", "mailto:", "tel:"}:
            strange.append((payload, kinds))

    assert len(MARKDOWN) >= 250
    assert not fired
    assert not strange
