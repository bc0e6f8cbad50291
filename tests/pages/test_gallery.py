"""The gallery of parts, and what it promises of the parts themselves."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from ldn_site.markup import Severity, render_here
from ldn_site.markup.drawings import DRAWINGS
from ldn_site.pages import samples, samples_written
from ldn_site.pages.gallery import head_of
from ldn_site.pages.views.gallery import COLORS, SIZES, SPACES
from tests.pages.reading import text_of, tree
from tests.sheets import STATIC, from_disk, sheet

TEMPLATES = Path(settings.BASE_DIR, "templates")
COMPONENTS = sorted(path.stem for path in TEMPLATES.glob("components/*.html"))
USED_BY = [
    path.read_text(encoding="utf-8")
    for folder in ("pages", "components", "errors")
    for path in sorted(TEMPLATES.glob(f"{folder}/*.html"))
    if path.name != "gallery.html"
] + [(TEMPLATES / "base.html").read_text(encoding="utf-8")]
INCLUDED = re.compile(r'{% include "components/(\w+)\.html"(?: with (?P<given>.*?))? %}')


def all_samples():
    rooms = (samples.whole_page, samples.evidence, samples.contact, samples.visit)
    return [sample for room in rooms for sample in room()]


@pytest.fixture
def page(client: Client, db):
    return client.get("/design/")


def test_every_component_is_in_the_gallery_once():
    assert sorted(sample.component for sample in all_samples()) == COMPONENTS


def test_every_sample_is_shown_or_says_where_to_look():
    assert not [
        sample.component for sample in all_samples() if not sample.states and not sample.note
    ]


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_says_at_its_head_what_it_is_for_and_what_it_takes(component):
    head = head_of(component)
    source = (TEMPLATES / f"components/{component}.html").read_text(encoding="utf-8")

    assert head.purpose.endswith(".")
    assert all(re.fullmatch(r"[a-z_]+(, [a-z_]+)*", names) for names, _meaning in head.parameters)
    assert not [name for name in head.names if name not in source.split("#}", 1)[1]]


@pytest.mark.parametrize("component", COMPONENTS)
def test_what_is_given_to_a_component_stands_at_its_head(component):
    included = [
        found["given"] or ""
        for text in USED_BY
        for found in INCLUDED.finditer(text)
        if found[1] == component
    ]
    given = {name for text in included for name in re.findall(r"(\w+)=", text)}
    shown = {
        name
        for sample in all_samples()
        if sample.component == component
        for context in sample.states.values()
        for name in context
    }

    assert given | shown <= head_of(component).names


def test_every_component_is_used_by_a_page():
    used = {name for text in USED_BY for name in re.findall(r'"components/(\w+)\.html"', text)}

    assert set(COMPONENTS) <= used


def test_component_gets_what_it_is_given_and_nothing_else():
    assert not [
        found[0]
        for text in USED_BY
        for found in INCLUDED.finditer(text)
        if not re.search(r"\bonly$", found["given"] or "only")
    ]


def test_head_of_another_form_is_refused(settings, tmp_path):
    (tmp_path / "components").mkdir()
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    bad = {"none": "<p>", "late": "<p>{# A. #}", "endless": "{# What it is for #}"}
    for name, text in bad.items():
        (tmp_path / f"components/{name}.html").write_text(text)
        with pytest.raises(ValueError, match=name):
            head_of(name)


def test_gallery_is_found_by_nobody_who_does_not_know_of_it(page, client: Client):
    assert page.status_code == 200
    assert tree(page).find(".//meta[@name='robots']").get("content") == "noindex"
    for path in ("/", "/sitemap.xml", "/robots.txt", "/llms.txt", "/search/?q=sample"):
        assert "/design/" not in client.get(path).content.decode()


def test_gallery_says_first_that_all_is_made_up(page):
    words = text_of(page)

    assert "All that stands in a frame here is made up." in words
    assert words.index("made up") < words.index("On this page")


def test_no_id_comes_twice_and_every_link_within_the_page_leads_somewhere(page):
    ids = [element.get("id") for element in tree(page).iter() if element.get("id")]
    links = [a.get("href") for a in tree(page).iter("a")]

    assert sorted(set(ids)) == sorted(ids)
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_markdown_of_the_samples_has_no_fault():
    for sample in samples_written.WRITTEN:
        rendered = render_here(sample.text, samples_written.resources("/picture.svg"))
        worst = [f for f in rendered.findings if f.severity is not Severity.HINT]
        assert not worst, sample.name


def test_gallery_shows_every_color_size_space_and_drawing(page):
    tokens = from_disk("css/parts/tokens.css").split("@media")[0]
    colors = re.findall(r"--([a-z-]+): light-dark", tokens)
    sizes = re.findall(r"--size-([a-z0-9]+):", tokens)
    spaces = re.findall(r"--space-(\d):", tokens)
    own = sheet("gallery")

    assert sorted(COLORS) == sorted(colors)
    assert sorted(SIZES) == sorted(sizes)
    assert [str(step) for step in SPACES] == spaces
    assert not [c for c in COLORS if f".swatch--{c}{{background:var(--{c})" not in own]
    assert not [s for s in SIZES if f".size--{s}{{font-size:var(--size-{s})" not in own]
    assert not [s for s in SPACES if f".space--{s}{{inline-size:var(--space-{s})" not in own]
    assert not [name for name in DRAWINGS if f"drawing--{name}" not in page.content.decode()]


def test_gallery_has_the_rules_of_every_page():
    parts = [path.relative_to(STATIC).as_posix() for path in STATIC.glob("css/parts/components/*")]
    text = sheet("site") + sheet("gallery")
    selectors = {part: re.search(r"[^{}/]+(?={)", from_disk(part))[0].strip() for part in parts}

    assert parts
    assert not [part for part, first in selectors.items() if first.split(",")[0] not in text]
