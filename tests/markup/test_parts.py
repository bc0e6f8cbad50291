import pytest

from ldn_site.markup import Term, compose, expand, fill_facts, link_terms
from ldn_site.markup.plain import plain_text
from ldn_site.markup.targets import safe_target
from ldn_site.markup.text import normalize
from tests.markup.samples import RESOURCES, TERMS


def test_expansion_maps_every_line_to_its_source():
    expanded = expand("one\n{{ block: off-label }}\nthree", RESOURCES.blocks)

    lines = expanded.text.split("\n")
    assert len(lines) == len(expanded.lines)
    assert [n for n, line in zip(expanded.lines, lines, strict=True) if line] == [1, 2, 2, 3]
    assert (expanded.blocks, expanded.findings) == (("off-label",), ())


def test_text_without_blocks_is_left_as_it_is():
    text = "one\n\n  two {{ block: off-label }}\n\n```\n{{ block: off-label }}\n```\n"

    assert expand(text, RESOURCES.blocks).text == text
    assert expand(text, RESOURCES.blocks).lines == tuple(range(1, 9))


@pytest.mark.parametrize("fence", ["```", "````", "~~~", "   ```python"])
def test_marker_in_fenced_code_is_text(fence):
    text = f"{fence}\n{{{{ block: off-label }}}}\n{fence.split('p')[0]}\n{{{{ block: nope }}}}"

    expanded = expand(text, RESOURCES.blocks)

    assert expanded.blocks == ()
    assert [finding.line for finding in expanded.findings] == [4]


def test_block_that_holds_a_block_is_refused():
    expanded = expand("{{ block: outer }}", RESOURCES.blocks)

    assert [finding.code for finding in expanded.findings] == ["nested-block"]
    assert expanded.text == ""


def test_blocks_have_a_bound():
    expanded = expand("{{ block: off-label }}\n" * 60, RESOURCES.blocks)

    assert {finding.code for finding in expanded.findings} == {"too-many-blocks"}
    assert expanded.text.count("**off-label**") == 50


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        (
            "<p>A placebo.</p>",
            '<p>A <a class="term" href="/glossary/#term-placebo">placebo</a>.</p>',
        ),
        (
            "<p>Placebos, placebo</p>",
            '<p><a class="term" href="/glossary/#term-placebo">Placebos</a>, placebo</p>',
        ),
        (
            "<p>placebo effect</p>",
            '<p><a class="term" href="/glossary/#term-placebo-effect">placebo effect</a></p>',
        ),
        (
            "<p>Microglial\u00a0cells</p>",
            '<p><a class="term" href="/glossary/#term-microglia">Microglial\u00a0cells</a></p>',
        ),
        ("<p>R&amp;D</p>", '<p><a class="term" href="/glossary/#term-r-and-d">R&amp;D</a></p>'),
    ],
)
def test_first_use_of_a_term_links_itself(html, linked):
    assert link_terms(html, TERMS)[0] == linked


@pytest.mark.parametrize(
    "html",
    [
        "<p>placebolike xplacebo placebo_a</p>",
        "<h2>placebo</h2>",
        '<p><a href="/a/">the <em>placebo</em></a></p>',
        "<p><code>placebo</code></p>",
        "<pre><code>placebo</code></pre>",
        '<svg><text x="1">placebo</text></svg>',
        "<figcaption>a <strong>b</strong> placebo</figcaption>",
        "<caption>placebo</caption>",
        "<summary>placebo</summary>",
        '<p class="callout__title"><strong>placebo</strong></p>',
        '<p title="a > placebo"></p>',
        "<p></p>",
    ],
)
def test_term_is_not_linked_where_a_link_would_be_wrong(html):
    assert link_terms(html, TERMS) == (html, ())


def test_terms_are_told_in_order_of_use_and_link_once_each():
    html, used = link_terms("<p>Microglia, placebo</p><p>placebo microglia</p>", TERMS)

    assert used == ("microglia", "placebo")
    assert html.count("<a ") == 2


@pytest.mark.parametrize(
    "box", ["callout callout--warning", "callout callout--urgent", "care care--urgent"]
)
def test_terms_do_not_pull_readers_out_of_a_warning(box):
    html, used = link_terms(f'<div class="{box}"><p>Placebo</p></div><p>Placebo</p>', TERMS)

    assert html.startswith(f'<div class="{box}"><p>Placebo</p></div><p><a class="term"')
    assert used == ("placebo",)


def test_term_after_a_skipped_place_is_still_linked():
    html, used = link_terms("<h2>Placebo <em>a</em></h2><p>Placebo</p>", TERMS)

    assert used == ("placebo",)
    assert html.startswith("<h2>Placebo <em>a</em></h2><p><a ")


def test_terms_link_to_the_glossary_of_the_language():
    html, _ = link_terms("<p>placebo</p>", [Term("placebo", "placebo")], base="/es/glosario/")

    assert 'href="/es/glosario/#term-placebo"' in html


MARK = '<p>a</p>\n<p data-fact="phone"></p>\n<p>b</p>'


@pytest.mark.parametrize(
    ("facts", "html"),
    [
        ({}, "<p>a</p>\n<p>b</p>"),
        ({"phone": ""}, "<p>a</p>\n<p>b</p>"),
        ({"phone": " \n "}, "<p>a</p>\n<p>b</p>"),
        ({"phone": "<b>&"}, '<p>a</p>\n<p class="fact">&lt;b&gt;&amp;</p>\n<p>b</p>'),
        (
            {"phone": "a\n\n\nb\nc"},
            '<p>a</p>\n<p class="fact">a</p>\n<p class="fact">b<br>c</p>\n<p>b</p>',
        ),
        ({"phone": MARK}, None),
    ],
)
def test_fact_fills_its_place_escaped_or_leaves_no_trace(facts, html):
    filled = fill_facts(MARK, facts)

    assert 'data-fact="' not in filled
    assert html is None or filled == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <strong>b</strong>c</p><p>d</p>", "a bc\nd"),
        ('<p>a<sup class="cite"><a>1</a></sup>.</p>', "a."),
        ("<p>4.5&nbsp;mg &lt;b&gt;</p>", "4.5 mg <b>"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<td>a</td><td>b</td>", "a; b"),
        ('<p>a</p><svg aria-label="c > d"><text x="1">no</text></svg><p>b</p>', "a\nb"),
        ("", ""),
    ],
)
def test_plain_text_reads_as_the_page_does(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "target", ["", " ", "a", "//a", "/ /a", "http://", "https://.", "tel:a", "#"]
)
def test_half_an_address_is_no_address(target):
    assert safe_target(target) is None


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\u0f73\u0f71", "\u0344\u0316"])
def test_pile_of_accents_is_cut_before_it_is_sorted(marks):
    text = compose("a" + marks * 90_000 + "b")

    assert len(text) < 100
    assert text.endswith("b")


def test_letters_with_a_few_accents_are_kept():
    assert normalize("e\u0323\u0302") == normalize("e\u0302\u0323") == "ệ"


def test_normalizing_twice_changes_nothing():
    text = "e\u0301\r\n\x00\u202e\tb\ufeff"

    assert normalize(text) == normalize(normalize(text)) == "é\n\tb"
