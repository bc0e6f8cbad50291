import pytest

from ldn_site.markup import Rendered, Severity, render_here
from tests.markup.page import all_of, text_of
from tests.markup.samples import RESOURCES, TERMS


def rendered(text, **changes) -> Rendered:
    return render_here(text, RESOURCES, **changes)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("one *two* **three**", "<p>one <em>two</em> <strong>three</strong></p>"),
        ("a `b <c> 4.5 mg`", "<p>a <code>b &lt;c&gt; 4.5 mg</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("    indented", "<p>indented</p>"),
        ("AT&T &copy; &amp;", "<p>AT&amp;T © &amp;</p>"),
        ("1 < 2 > 0", "<p>1 &lt; 2 &gt; 0</p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("```\na <b>\n  c\n```", "<pre><code>a &lt;b&gt;\n  c\n</code></pre>"),
        ("~~~ text\n```\n~~~", "<pre><code>```\n</code></pre>"),
        ("e\u0301", "<p>é</p>"),
        ("a\r\nb\rc", "<p>a\nb\nc</p>"),
        ("\\*a\\*", "<p>*a*</p>"),
    ],
)
def test_plain_markdown_renders(source, html):
    assert rendered(source).html == html
    assert rendered(source).findings == ()


@pytest.mark.parametrize("unit", ["mg", "mcg", "g", "mL", "kg", "cm", "mm"])
def test_number_and_unit_stay_together(unit):
    assert rendered(f"Take 4.5 {unit}.").html == f"<p>Take 4.5&nbsp;{unit}.</p>"


@pytest.mark.parametrize("text", ["4 mgs", "4 weeks", "a mg", "4 g/", "`4 mg`"])
def test_only_units_are_joined_and_never_in_code(text):
    assert ("&nbsp;" in rendered(text).html) == (text == "4 g/")


def test_citations_are_numbered_by_first_use_and_link_to_their_sources():
    page = rendered("A [@lone-series]. B [@known-trial; @lone-series].")

    links = all_of(page.html, "a")
    assert page.citations == ("lone-series", "known-trial")
    assert [link.text for link in links] == ["1", "2", "1"]
    assert [link.attrib["href"] for link in links][1] == "#source-known-trial"
    assert links[1].attrib["aria-label"] == "Source 2: Known 2013"
    assert page.plain_text == "A. B."


def test_citations_are_numbered_in_reading_order_whatever_holds_them():
    page = rendered(
        "/// info | Title [@lone-series]\ntext\n///\n\n"
        "```study\nkey: known-trial\noutcome: less pain\n```\n\nLast [@before-after]."
    )

    assert page.citations == ("lone-series", "known-trial", "before-after")


def test_every_picture_of_a_study_cites_it():
    html = rendered("```study\nkey: known-trial\n```").html

    assert html.count("<figure") == html.count('href="#source-known-trial"') == 3


def test_retracted_source_says_so_in_its_label():
    label = all_of(rendered("[@withdrawn-trial]").html, "a")[0].attrib["aria-label"]

    assert label == "Source 1: Gone 2010 (retracted)"


def test_outline_holds_headings_of_two_levels_with_ids_of_their_own():
    page = rendered(
        "## What it is\n\n### What it is\n\n#### Deeper here\n\n## Next part [@known-trial]"
    )

    assert [(h.level, h.id, h.text) for h in page.outline] == [
        (2, "what-it-is", "What it is"),
        (3, "what-it-is-2", "What it is"),
        (2, "next-part", "Next part"),
    ]
    assert [element.attrib["id"] for element in all_of(page.html, "h4")] == ["deeper-here"]


def test_heading_offset_moves_every_heading():
    page = rendered("## One part\n\n### Two parts", heading_offset=1)

    assert [heading.level for heading in page.outline] == [3, 4]


@pytest.mark.parametrize(
    ("source", "style", "title"),
    [
        ("/// warning | Opioids\na\n///", "callout callout--warning", "Important: Opioids"),
        ("/// warning\na\n///", "callout callout--warning", "Important"),
        ("/// warning | Important news\na\n///", "callout callout--warning", "Important news"),
        ("/// info | News\na\n///", "callout callout--info", "News"),
        ("/// urgent | Fever\na\n///", "callout callout--urgent", "Urgent: Fever"),
        ("/// care | emergency\na\n///", "care care--emergency", "Emergency: Call 911 now"),
        ("/// care | Urgent | Call us\na\n///", "care care--urgent", "Urgent: Call us"),
        ("/// care | routine | Ask\na\n///", "care care--routine", "Not urgent: Ask"),
        ("/// do\n- a\n///", "dodont dodont--do", "Do"),
        ("/// dont | Never\n- Do not a\n///", "dodont dodont--dont", "Never"),
        ("/// facts\n- a\n- b\n- c\n///", "facts", "Key facts"),
    ],
)
def test_box_says_its_rank_in_words_and_is_named_by_its_title(source, style, title):
    page = rendered(source)

    box = all_of(page.html, "div")[0]
    assert page.findings == ()
    assert (box.attrib["class"], box.attrib["role"]) == (style, "note")
    assert box.attrib["aria-labelledby"] == box[0].attrib["id"] == "note-1"
    assert text_of(page.html).startswith(title)
    assert page.outline == ()


def test_boxes_nest_when_the_outer_has_more_slashes():
    page = rendered("//// details | Why?\nOne.\n\n/// info | Note\nTwo.\n///\n\nThree.\n////")

    [details] = all_of(page.html, "details")
    assert page.findings == ()
    assert [child.tag for child in details] == ["summary", "p", "div", "p"]


def test_box_may_hold_tables_figures_and_facts():
    page = rendered(
        "//// info | Note\n/// table | A table\n| a | b |\n|---|---|\n| c | d |\n///\n"
        "```steps\n- a\n```\n{{ pharmacy: phone }}\n////"
    )

    assert page.findings == ()
    [box] = [e for e in all_of(page.html, "div") if "callout" in e.attrib.get("class", "")]
    assert [child.tag for child in box] == ["p", "div", "figure", "p"]


def test_table_scrolls_in_a_region_named_by_its_caption():
    page = rendered("/// table | Doses\n| Study | Dose |\n| :-- | --: |\n| Known | 4.5 mg |\n///")

    region = all_of(page.html, "div")[0]
    [caption] = all_of(page.html, "caption")
    assert page.findings == ()
    assert (region.attrib["role"], region.attrib["tabindex"]) == ("region", "0")
    assert region.attrib["aria-labelledby"] == caption.attrib["id"]
    assert caption.text == "Doses"
    assert [cell.attrib.get("class") for cell in all_of(page.html, "td")] == ["align-right"]
    assert [(cell.text, cell.attrib["scope"]) for cell in all_of(page.html, "th")] == [
        ("Study", "col"),
        ("Dose", "col"),
        ("Known", "row"),
    ]
    assert "style" not in page.html


def test_cell_of_a_wide_table_carries_the_name_of_its_column_for_narrow_screens():
    wide = rendered(
        "/// table | T\n| Study | Dose | Was it fair? |\n|-|-|-|\n| A | 4.5 mg | Yes |\n///"
    )
    narrow = rendered("/// table | T\n| Study | Dose |\n|-|-|\n| A | 4.5 mg |\n///")

    assert [e.attrib.get("data-name") for e in all_of(wide.html, "td")] == ["Dose:", "Was it fair?"]
    assert [e.attrib.get("data-name") for e in all_of(narrow.html, "td")] == [None]


@pytest.mark.parametrize(
    "row", ["| c | d |", "| c \\| c | d |", "| `c | c` | d |", "c | d", "| c | |", "  | c | d |  "]
)
def test_table_row_that_fits_is_not_found_fault_with(row):
    page = rendered(f"/// table | T\n| a | b |\n|---|:-:|\n{row}\n///\n\nA | b | c | d")

    assert page.findings == ()
    assert len(all_of(page.html, "td")) == 1


def test_table_without_caption_still_scrolls_and_is_named():
    page = rendered("| a | b |\n|---|---|\n| c | d |")

    assert [finding.severity for finding in page.findings] == [Severity.WARNING]
    assert all_of(page.html, "caption")[0].text == "Table 1"
    assert all_of(page.html, "div")[0].attrib["role"] == "region"


def test_fact_leaves_a_mark_and_is_listed():
    page = rendered("Before\n{{ pharmacy: phone }}\nafter")

    assert page.html == '<p>Before</p>\n<p data-fact="phone"></p>\n<p>after</p>'
    assert page.facts == ("phone",)


def test_shared_block_is_rendered_where_its_marker_stands():
    page = rendered("One.\n\n{{ block: off-label }}\n\nTwo.")

    assert page.blocks == ("off-label",)
    assert page.citations == ("known-trial",)
    assert page.facts == ("phone",)
    assert "<strong>off-label</strong>" in page.html


def test_terms_are_linked_only_when_they_are_given():
    text = "Placebo and placebo."

    assert "term" not in rendered(text).html
    page = render_here(text, type(RESOURCES)(terms=TERMS))
    assert page.terms == ("placebo",)
    assert page.html.count('class="term"') == 1
    assert page.plain_text == text


def test_plain_text_is_what_a_reader_reads_without_numbers_of_sources():
    page = rendered(
        "## A part\n\nTake 4.5 mg [@known-trial].\n\n- one\n- **two**\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```steps\n- Call 5 mg\n```"
    )

    assert page.plain_text == ("A part\nTake 4.5 mg.\none\ntwo\nTable 1\na; b\nc; d\nCall 5 mg")


def test_same_text_gives_the_same_page():
    text = "## A part\n\n[@known-trial]\n\n```study\nkey: known-trial\n```\n\n{{ pharmacy: phone }}"

    assert rendered(text) == rendered(text)


def test_fence_in_a_list_stays_in_its_item():
    page = rendered("1. One\n\n    ```steps\n    - a\n    ```\n\n2. Two")

    [items] = [[child.tag for child in item] for item in all_of(page.html, "ol")[:1]]
    assert items == ["li", "li"]
    assert all_of(page.html, "li")[0].find("figure") is not None


def test_markers_and_slashes_in_code_are_only_text():
    page = rendered("`{{ block: x }}` and `///`\n\n```\n{{ block: x }}\n/// y\n# z\n[@w]\n```")

    assert page.findings == ()
    assert "{{ block: x }}" in page.html


@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_citation_stays_with_the_word_before_it(gap):
    html = render_here(f"It helped.{gap}[@known-trial] And more.", RESOURCES).html

    assert 'It helped.<sup class="cite">' in html
    assert "</sup> And more." in html
