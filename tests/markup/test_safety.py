import pytest

from ldn_site.markup import fill_facts, link_terms, render, render_here
from tests.markup.page import FORBIDDEN, all_of, dangers, name_of, parse
from tests.markup.payloads import PAYLOADS
from tests.markup.samples import RESOURCES, TERMS


def test_payloads_are_many_and_different():
    assert len(PAYLOADS) >= 260
    assert len(set(PAYLOADS)) == len(PAYLOADS)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='java\tscript:alert(1)'>a</a>",
        "<a href='/\\example.org'>a</a>",
        "<svg><a xlink:href='javascript:alert(1)'></a></svg>",
        "<p style='color:red'>a</p>",
        "<h2 id=location>a</h2>",
        "<!-- a -->",
        *(f"<{name}>" for name in ("iframe", "form", "math", "style")),
    ],
)
def test_check_itself_sees_what_it_looks_for(html):
    assert dangers(html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_comes_out_harmless(payload):
    rendered = render_here(payload, RESOURCES)

    assert rendered.html or rendered.blockers
    assert dangers(rendered.html) == []
    assert not any(finding.code == "not-rendered" for finding in rendered.findings)


@pytest.mark.parametrize("payload", PAYLOADS[::7])
def test_payload_is_still_harmless_after_composing(payload):
    html, _ = link_terms(render_here(payload, RESOURCES).html, TERMS)

    html = fill_facts(html, {"phone": payload, "shipping": payload})

    assert dangers(html) == []


def test_script_and_script_link_are_shown_as_text():
    html = render("<script>alert(1)</script> [x](javascript:alert(1))").html

    assert all_of(html, "script") == []
    assert all_of(html, "a") == []
    assert "".join(parse(html).itertext()) == "<script>alert(1)</script> x"


def test_svg_appears_only_in_our_own_figures():
    html = render_here("<svg><circle/></svg>\n\n```steps\n- a\n```").html

    assert [svg.attrib["class"] for svg in all_of(html, "svg")] == ["steps__mark"]


def test_figures_hold_only_attributes_that_a_strict_policy_allows():
    html = render_here(
        "```study\nkey: known-trial\n```\n\n```timeline\nevents:\n- {when: 1984, what: a}\n```",
        RESOURCES,
    ).html
    names = {name_of(element) for element in parse(html).iter()}

    assert "svg" in names
    assert not names & FORBIDDEN
    assert "style=" not in html


@pytest.mark.parametrize(
    "text", ["slot0n0", "[a](/b/ 'slot0n0')", "<p data-fact=phone></p>", "\x1a", "&#26;"]
)
def test_nobody_can_forge_a_place_for_our_own_html(text):
    html = render_here(f"{text}\n\n```steps\n- one\n```", RESOURCES).html

    assert html.count("<figure") == 1
    assert fill_facts(html, {"phone": "SECRET"}).count("SECRET") == 0


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("Location", "about-location"),
        ("constructor", "about-constructor"),
        ("What we know", "what-we-know"),
        ("Source 1", "about-source-1"),
        ("¿Qué es?", "que-es"),
        ("日本", "about-part"),
    ],
)
def test_heading_id_is_readable_and_shadows_nothing(heading, id_):
    assert render_here(f"## {heading}").outline[0].id == id_


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/a?b=c&d=e#f",
        "http://example.org:8080",
        "mailto:a.b@example.org",
        "tel:+1-281-555-0100",
        "/safety/side-effects/",
        "#what-we-know",
    ],
)
def test_good_link_survives(target):
    rendered = render_here(f"[a]({target})")

    assert all_of(rendered.html, "a")[0].attrib["href"] == target
    assert rendered.findings == ()
    assert [link.target for link in rendered.links] == [target]


@pytest.mark.parametrize(
    ("target", "rel"),
    [
        ("https://example.org/", "noopener noreferrer external"),
        ("/safety/", None),
        ("#a-b", None),
        ("mailto:a@example.org", None),
    ],
)
def test_only_external_links_carry_rel_and_none_a_target(target, rel):
    link = all_of(render_here(f"[a]({target} 'title')").html, "a")[0]

    assert link.attrib.get("rel") == rel
    assert set(link.attrib) <= {"href", "rel"}


@pytest.mark.parametrize("target", ["javascript:a", "//example.org", "data:a", "page.html", "../a"])
def test_refused_link_is_a_blocker_with_its_line(target):
    rendered = render_here(f"first\n\n[words]({target})")

    [finding] = rendered.findings
    assert (finding.code, finding.line) == ("unsafe-link", 3)
    assert rendered.blockers == (finding,)
    assert "words" in rendered.plain_text
