import pytest

from ldn_site.markup import Severity, render_here
from tests.markup.payloads import PAYLOADS
from tests.markup.samples import RESOURCES

TABLE = "| a | b |\n|---|---|\n| c | d |"
B, W = Severity.BLOCKER, Severity.WARNING


def fence(kind, text):
    return f"```{kind}\n{text}\n```"


MISUSES = [
    ("a\n\n[@known-trail]", "unknown-citation", B, 3, "known-trial"),
    ("[@known-trial; lone-series]", "unknown-citation", B, 1, "@lone-series"),
    ("[@]", "stray-citation", B, 1, "[@key]"),
    ("a\n\nb [@known-trial", "stray-citation", B, 3, "[@key]"),
    ("[a] (/b/) [c](/d", "stray-link", W, 1, "no space"),
    ("a\n- b\n- c", "stray-list", W, 2, "blank line"),
    ("a\n| b | c |\n|---|", "stray-table", W, 2, "blank line"),
    (
        "```icon-array\ntitle: a\ngroups:\n- {name: b, count: 1}\n- {name: c, count: 2}\n```",
        "figure-without-time",
        W,
        1,
        "time: after",
    ),
    ("# Title", "heading-1", B, 1, "##"),
    ("Title\n=====", "heading-1", B, 1, "##"),
    ("a\n\n### Skipped", "heading-skips", B, 3, "##"),
    ("## A b\n\n#### C d", "heading-skips", B, 3, "###"),
    ("##", "heading-empty", B, 1, "Name"),
    ("/// info | t\n## Inside\n///", "heading-in-box", B, 2, "outside"),
    ("> ## Inside", "heading-in-box", B, 1, "outside"),
    ("a\n\n/// warnin | t\nb\n///", "unknown-box", B, 3, "warning"),
    ("/// info | t\nb", "box-not-closed", B, 1, "///"),
    ("a\n///", "box-not-open", B, 2, "Remove"),
    ("/// info | t\na\n////", "box-not-open", B, 3, "slashes"),
    ("/// info | t\n/// warning | u\na\n///\n///", "box-nesting", B, 2, "one slash more"),
    ("- a\n\n    /// info | t\n    b\n    ///", "box-misplaced", B, 3, "start of the line"),
    ("> /// info | t", "box-misplaced", B, 1, "start of the line"),
    ("a /// b", "stray-slashes", B, 1, "line of their own"),
    ("/// details\na\n///", "box-without-title", B, 1, "question"),
    (f"/// table\n{TABLE}\n///", "box-without-title", B, 1, "caption"),
    ("/// table | T\nno table\n///", "table-box", B, 1, "table"),
    (TABLE, "table-without-caption", W, 1, "/// table"),
    (f"{TABLE}\n| e | f | g |", "table-row-uneven", B, 4, "same number"),
    (f"{TABLE}\n| e |", "table-row-uneven", B, 4, "same number"),
    ("/// care | high\na\n///", "care-level", B, 1, "emergency"),
    ("/// care\na\n///", "care-level", B, 1, "routine"),
    ("/// care | routine\na\n///\n" * 4, "too-many-care-cards", W, 0, "plain text"),
    ("/// do\ntext\n///", "box-not-a-list", B, 1, "hyphen"),
    ("/// dont\n- Take opioids\n///", "dont-without-not", W, 2, "Do not"),
    ("/// facts\n- a\n///", "key-facts-count", W, 1, "three to six"),
    ("```stps\n- a\n```", "unknown-fence", B, 1, "steps"),
    ("a\n```steps\n- a", "fence-not-closed", B, 2, "```"),
    ("{{ pharmacy: fone }}", "unknown-fact", B, 1, "phone"),
    ("{{ pharmacy: <b> }}", "unknown-fact", B, 1, "phone, shipping"),
    ("Call {{ pharmacy: phone }} now", "stray-marker", B, 1, "line of its own"),
    ("{{ telephone }}", "stray-marker", B, 1, "line of its own"),
    ("a }}", "stray-marker", B, 1, "`code`"),
    ("{{ block: off-lable }}", "unknown-block", B, 1, "off-label"),
    ("a\n\n{{ block: outer }}", "nested-block", B, 3, "Write the text out"),
    ("[a](javascript:b)", "unsafe-link", B, 1, "https://"),
    ("[](https://example.org)", "link-without-text", B, 1, "words"),
    ("![a](images/plan.png)", "unknown-image", B, 1, "```picture, then picture: plain, then ```"),
    ("![a](https://example.org/q.png)", "unknown-image", B, 1, "Add the picture"),
    (fence("picture", "picture: a-pil"), "unknown-image", B, 1, "Did you mean “a-pill”?"),
    (fence("picture", "\npicture: zzz"), "unknown-image", B, 1, "Add the picture first"),
    (fence("picture", "picture: plain"), "image-without-alt", B, 1, "decorative"),
    (fence("picture", "picture: a-pill\ncrop: wid"), "figure-data", B, 1, "Did you mean “wide”?"),
    (fence("picture", "crop: wide"), "figure-data", B, 1, "picture:"),
    (fence("picture", "picture: a-pill\nalt: x"), "figure-data", B, 1, "picture, crop"),
    ("a\n\nb\x00c", "control-character", W, 3, "Delete"),
    ("a\n\nb" + "\u0301" * 40, "piled-marks", W, 3, "again"),
    ("a\u202eb", "control-character", W, 1, "Delete"),
    ("a " * 100_001, "text-too-long", B, 0, "Divide"),
    ("a\n" + "b" * 10_001, "line-too-long", B, 2, "Divide"),
    ("a\n" * 10_001, "too-many-lines", B, 0, "Divide"),
    ("a\n\n" + "[b] " * 500, "too-many-signs", B, 3, "Divide"),
    ("a\n" + "*" * 300, "sign-repeated", B, 2, "Remove"),
    ("1. " * 20 + "a", "nested-too-deep", B, 1, "one mark"),
    (" " * 50 + "a", "indent-too-deep", B, 1, "fewer"),
    ("|a" * 30 + "|", "table-too-wide", B, 1, "several"),
]


@pytest.mark.parametrize(
    ("source", "code", "severity", "line", "remedy"), MISUSES, ids=lambda value: str(value)[:30]
)
def test_misuse_is_found_with_line_and_remedy(source, code, severity, line, remedy):
    findings = render_here(source, RESOURCES).findings

    found = [finding for finding in findings if finding.code == code]
    assert found, [finding.code for finding in findings]
    assert (found[0].severity, found[0].line) == (severity, line)
    assert remedy in found[0].remedy


@pytest.mark.parametrize("text", [*(misuse[0] for misuse in MISUSES), *PAYLOADS[::5]])
def test_every_finding_says_what_where_and_what_to_do(text):
    lines = text.count("\n") + text.count("\r") + 1

    for finding in render_here(text, RESOURCES).findings:
        assert finding.code == finding.code.lower().replace(" ", "-")
        assert 0 <= finding.line <= lines
        assert finding.message.strip().endswith((".", "”", "?"))
        assert finding.remedy.strip()


def test_line_is_that_of_the_source_though_a_block_was_put_in_before_it():
    text = "{{ block: off-label }}\n\nText\n\n[@nobody-at-all]\n\n[a](data:b)"

    page = render_here(text, RESOURCES)

    assert [(finding.code, finding.line) for finding in page.findings] == [
        ("unknown-citation", 5),
        ("unsafe-link", 7),
    ]


def test_fault_in_a_shared_block_points_at_its_marker():
    resources = type(RESOURCES)(blocks={"bad": "One.\n\nTwo [@nobody-here]."})

    [finding] = render_here("a\n\n{{ block: bad }}", resources).findings

    assert finding.line == 3


def test_same_fault_twice_is_found_on_both_lines():
    page = render_here("[@nobody-here]\n\n[@nobody-here]")

    assert [finding.line for finding in page.findings] == [1, 3]


def test_flood_of_findings_keeps_the_blockers():
    text = "/// dont\n- Take it\n///\n\n" * 300 + "[a](data:b)"

    page = render_here(text, RESOURCES)

    assert len(page.findings) == 200
    assert [finding.code for finding in page.blockers] == ["unsafe-link"]


def test_anything_that_breaks_inside_becomes_a_finding(monkeypatch):
    monkeypatch.setattr("ldn_site.markup.pipeline.to_html", lambda *_: 1 / 0)

    page = render_here("<b>text</b>")

    assert [(finding.code, finding.severity) for finding in page.findings] == [("not-rendered", B)]
    assert page.html == "<pre>&lt;b&gt;text&lt;/b&gt;</pre>"
