import re
import zlib
from xml.etree import ElementTree

import pytest

from ldn_site.markup import Arm, Resources, Severity, Study, render_here
from ldn_site.markup.chances import both_frames, number, out_of_100
from ldn_site.markup.drawings import DRAWINGS, drawing
from ldn_site.markup.words import words_for
from tests.markup.page import all_of, text_of
from tests.markup.samples import RESOURCES

WORDS = words_for("en")
ARRAY = (
    "title: Less pain\ntime: after 12 weeks\n"
    "groups:\n- {{name: LDN, {one}}}\n- {{name: Placebo, {two}}}"
)


def fence(kind, text):
    return render_here(f"```{kind}\n{text}\n```", RESOURCES)


def marks(html):
    """Rings made solid and rings left empty, in each picture."""
    counts = []
    for svg in all_of(html, "svg"):
        if svg.attrib["class"] == "icons":
            rings, *solid = [path.attrib["d"] for path in svg]
            assert all(rings.startswith(path) for path in solid)
            filled = sum(len(re.findall("[Mm]", path)) for path in solid)
            counts.append((filled, len(re.findall("[Mm]", rings)) - filled))
    return counts


@pytest.mark.parametrize("count", [0, 1, 9, 10, 57, 99, 100])
def test_icon_array_always_shows_a_hundred_marks(count):
    page = fence("icon-array", ARRAY.format(one=f"count: {count}", two="count: 40"))

    assert page.findings == ()
    assert marks(page.html) == [(count, 100 - count), (40, 60)]
    assert f"{count} out of 100 had this result; {100 - count} out of 100 did not." in text_of(
        page.html
    )


def test_icon_array_differs_by_fill_and_names_each_group():
    html = fence("icon-array", ARRAY.format(one="count: 57", two="count: 40")).html

    pictures = all_of(html, "svg")
    assert [svg.attrib["role"] for svg in pictures] == ["img", "img"]
    assert pictures[0].attrib["aria-label"] == "LDN: 57 of 100 marks filled"
    assert [path.attrib["fill"] for path in pictures[0]] == ["none", "currentColor"]


def test_icon_array_out_of_other_numbers_says_both_and_that_it_rounds():
    page = fence("icon-array", ARRAY.format(one="count: 18, of: 31", two="count: 9, of: 31"))
    text = text_of(page.html)

    assert marks(page.html) == [(58, 42), (29, 71)]
    assert "about 58 out of 100 had this result; about 42 out of 100 did not." in text
    assert "That is 18 of 31 people." in text
    assert "Numbers are rounded" in text


def test_icon_array_takes_its_own_words_time_and_source():
    page = fence(
        "icon-array",
        "title: Less pain\ntime: after 12 weeks\nyes: improved\nno: did not improve\n"
        "cite: known-trial\ngroups:\n- {name: A, count: 1}\n- {name: B, count: 2}",
    )

    assert page.citations == ("known-trial",)
    assert page.plain_text.startswith("Less pain, after 12 weeks\nA: 1 out of 100 improved; 99")


def test_icon_array_without_comparison_is_refused():
    page = fence("icon-array", "title: a\ntime: b\ngroups:\n- {name: LDN, count: 57}")

    [finding] = page.blockers
    assert finding.code == "icon-array-without-comparator"
    assert all_of(page.html, "svg") == []


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("icon-array", "", "its parts are not named"),
        ("icon-array", "title: a", "“groups” is missing"),
        ("icon-array", "title: a\ngroups: b", "“groups” is not a list"),
        ("icon-array", "title: a\ngruops: []", "“gruops” is not known"),
        ("icon-array", ARRAY.format(one="count: 101", two="count: 1"), "101 of 100"),
        ("icon-array", ARRAY.format(one="count: -1", two="count: 1"), "-1 of 100"),
        ("icon-array", ARRAY.format(one="count: 1, of: 0", two="count: 1"), "1 of 0"),
        ("icon-array", ARRAY.format(one="count: many", two="count: 1"), "whole number"),
        ("icon-array", ARRAY.format(one="count: true", two="count: 1"), "whole number"),
        ("icon-array", ARRAY.format(one="count: 1.5", two="count: 1"), "whole number"),
        ("bar-chart", "title: a\nunit: b\nbars:\n- {name: c}", "“value” is missing"),
        ("bar-chart", "title: a\nunit: b\nbars:\n- {name: c, value: .nan}", "not a number"),
        ("bar-chart", "title: a\nunit: b\nbars:\n- {name: c, value: .inf}", "not a number"),
        ("bar-chart", "title: a\nunit: [b]\nbars:\n- {name: c, value: 1}", "“unit” is not text"),
        ("bar-chart", "title: a\nunit: b\nbars:\n- {name: c, value: 1, low: 0}", "only one end"),
        ("timeline", "events:\n- a", "its parts are not named"),
        ("timeline", "events:\n- {when: a, what: ''}", "“what” is missing"),
        ("steps", "- {title: a}", "“text” is missing"),
        ("steps", "- [a]", "“step” is not text"),
        ("steps", "just text", "“steps” is not a list"),
        ("steps", "\n".join("- a" for _ in range(30)), "more than 24"),
        ("steps", "- " + "a" * 700, "too long"),
        ("steps", "- a\n- a: b: c", "mapping values"),
        ("steps", "title: a\ntitle: b", "twice"),
        ("steps", "- &a b\n- *a", "uses & or *"),
        ("steps", "[[[[[[[[[[a]]]]]]]]]]", "nested too deep"),
        ("steps", "- !!python/name:os.system a", "could not determine"),
        ("steps", "- " + "a\n  " * 5_100, "longer than"),
        ("study", "key: known-trail", "no reference"),
        ("study", "key: withdrawn-trial", "no numbers"),
        ("study", "key: known-trial\noutcome: mood", "no outcome “mood”"),
    ],
)
def test_wrong_figure_is_shown_as_text_with_a_reason(kind, text, message):
    page = render_here(f"One.\n\n```{kind}\n{text}\n```", RESOURCES)

    assert [finding.severity for finding in page.findings] == [Severity.BLOCKER]
    assert message in page.findings[0].message
    assert page.findings[0].line >= 3
    assert all_of(page.html, "figure") == []
    assert all_of(page.html, "pre") != []


def test_yaml_fault_is_found_on_its_own_line():
    page = render_here("One.\n\n```steps\n- a\n- b: c: d\n```")

    assert [finding.line for finding in page.findings] == [5]


def test_bars_start_from_one_zero_and_say_their_values():
    page = fence(
        "bar-chart",
        "title: Pain\nunit: points\nbars:\n- {name: A, value: -2, low: -3, high: -1}\n"
        "- {name: B, value: 1}",
    )

    bars = all_of(page.html, "rect")
    assert [(bar.attrib["x"], bar.attrib["width"]) for bar in bars] == [("25", "50"), ("75", "25")]
    assert [bar.attrib["fill"] for bar in bars] == ["currentColor", "none"]
    assert page.plain_text == "Pain\nA: −2 points\nB: 1 points\nThe thin line is the likely range."


def test_bars_show_a_value_against_the_whole_of_its_scale():
    rows = "bars:\n- {name: A, value: 1}\n- {name: B, value: 2.5}"
    scale = fence("bar-chart", f"title: Pain\nunit: points on a 0-10 scale\n{rows}")
    percent = fence("bar-chart", f"title: Pain\nunit: percent from before\n{rows}")

    assert [bar.attrib["width"] for bar in all_of(scale.html, "rect")] == ["10", "25"]
    assert "The full width is 10 points." in scale.plain_text
    assert [bar.attrib["width"] for bar in all_of(percent.html, "rect")] == ["1", "2.5"]
    assert "The full width is 100 percent." in percent.plain_text


def test_bars_that_are_all_falls_go_the_way_that_rises_go():
    page = fence(
        "bar-chart", "title: P\nunit: kg\nbars:\n- {name: A, value: -2}\n- {name: B, value: -1}"
    )

    bars = all_of(page.html, "rect")
    assert [(bar.attrib["x"], bar.attrib["width"]) for bar in bars] == [("0", "100"), ("0", "50")]
    assert "A: −2 kg" in page.plain_text


def test_timeline_and_steps_are_ordered_lists_in_words():
    timeline = fence("timeline", "title: Past\nevents:\n- {when: 1984, what: Approved}")
    steps = fence("steps", "- Ask\n- {title: Then, text: take 4.5 mg}").html

    assert all_of(timeline.html, "ol")[0].attrib["class"] == "timeline"
    assert timeline.plain_text == "Past\n1984 Approved"
    assert [svg.attrib["aria-hidden"] for svg in all_of(steps, "svg")] == ["true", "true"]
    assert "4.5\u00a0mg" in steps


def test_step_has_a_drawing_beside_words_that_say_the_same():
    page = fence("steps", "- {title: Lock, text: It turns., drawing: receptor-on}\n- Then ask")

    pictures = all_of(page.html, "svg")
    assert "drawing--receptor-on" in pictures[1].attrib["class"]
    assert {svg.attrib["aria-hidden"] for svg in pictures} == {"true"}
    assert page.plain_text == "Lock It turns.\nThen ask"


def test_one_wide_drawing_stands_above_the_steps_whose_numbers_it_holds():
    page = fence(
        "steps", "drawing: dose-day\nsteps:\n- {title: Block, text: It ends.}\n- Then wait"
    )

    wide, *marks_of_steps = all_of(page.html, "svg")
    assert "drawing--wide" in wide.attrib["class"]
    assert wide.attrib["viewBox"] == "0 0 320 120"
    assert len(marks_of_steps) == 2
    assert page.plain_text == "Block It ends.\nThen wait"


def test_unknown_drawing_is_named_with_the_nearest_one():
    page = fence("steps", "- {title: Lock, text: It turns., drawing: receptor-onn}")

    (finding,) = [found for found in page.findings if found.code == "unknown-drawing"]
    assert "receptor-onn" in finding.message
    assert "receptor-on" in finding.remedy


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_well_formed_and_colored_by_classes_alone(name):
    svg = ElementTree.fromstring(drawing(name))

    classes = " ".join(part.get("class", "") for part in svg.iter()).split()
    assert {each for each in classes if each.startswith("drawing__")}
    assert not [part for part in svg.iter() if part.get("style") or part.get("fill")]


def test_study_draws_one_picture_for_each_outcome_from_its_own_numbers():
    page = fence("study", "key: known-trial")

    assert page.studies == page.citations == ("known-trial",)
    assert [figure.attrib["class"] for figure in all_of(page.html, "figure")] == [
        "figure figure--icons study",
        "figure figure--bars study",
        "figure figure--icons study",
    ]
    assert marks(page.html) == [(58, 42), (29, 71), (74, 26), (40, 60)]
    text = text_of(page.html)
    assert "That is 18 of 31 people." in text
    assert "−1.3 points (likely range −2 to −0.6; 31 people)" in text
    assert "Compared with: placebo." in text


def test_study_draws_only_the_outcome_asked_for():
    html = fence("study", "key: known-trial\noutcome: tired").html

    assert len(all_of(html, "figure")) == 1


def test_groups_seen_at_different_times_say_when():
    text = text_of(fence("study", "key: known-trial\noutcome: tired").html)

    assert "LDN 4.5 mg, 12 weeks:" in text.replace("\u00a0", " ")
    assert "Placebo, 4 weeks:" in text


def test_percent_without_a_number_of_people_never_claims_a_count():
    text = text_of(fence("study", "key: known-trial\noutcome: tired").html)

    assert "That is" not in text
    assert "The paper does not say how many people" in text


@pytest.mark.parametrize("key", ["lone-series", "before-after"])
def test_study_without_comparison_group_gets_words_and_says_so(key):
    html = fence("study", f"key: {key}").html

    assert all_of(html, "svg") == []
    assert "There was no comparison group" in text_of(html)


def test_study_with_one_group_in_print_does_not_claim_there_was_no_other():
    study = Study("a-b", "A", (Arm("Drug", "nausea", percent=9.8, n=570),), comparator="no drug")

    page = render_here("```study\nkey: a-b\n```", Resources(references={"a-b": study}))

    assert all_of(page.html, "svg") == []
    assert "are not given" in text_of(page.html)


def test_reports_are_never_turned_into_people_out_of_a_hundred():
    html = fence("study", "key: reports-only").html

    assert all_of(html, "svg") == []
    assert "LDN: 8 (reports, not people)" in text_of(html)
    assert "out of 100" not in text_of(html)


@pytest.mark.parametrize(
    ("percent", "whole", "words"),
    [
        (0, 0, "0 out of 100 a; 100 out of 100 b."),
        (0.3, 0, "fewer than 1 out of 100 a; more than 99 out of 100 b."),
        (0.5, 1, "about 1 out of 100 a; about 99 out of 100 b."),
        (28, 28, "28 out of 100 a; 72 out of 100 b."),
        (74.5, 75, "about 75 out of 100 a; about 25 out of 100 b."),
        (99.4, 99, "about 99 out of 100 a; about 1 out of 100 b."),
        (99.7, 100, "more than 99 out of 100 a; fewer than 1 out of 100 b."),
        (100, 100, "100 out of 100 a; 0 out of 100 b."),
    ],
)
def test_both_frames_always_make_a_hundred(percent, whole, words):
    assert both_frames(percent, WORDS, "a", "b")[:2] == (whole, words)
    assert out_of_100(percent, WORDS)[2] == ("about" in words or "fewer" in words)


@pytest.mark.parametrize(
    ("value", "words"), [(1.0, "1"), (-1.30, "−1.3"), (0.125, "0.125"), (-0.0, "0"), (1e-9, "0")]
)
def test_number_is_written_without_trailing_zero(value, words):
    assert number(value) == words


def test_pictures_repeat_so_that_they_compress():
    html = fence("icon-array", ARRAY.format(one="count: 57", two="count: 40")).html

    assert len(zlib.compress(html.encode())) < 700


@pytest.mark.parametrize(
    ("people", "events", "said"),
    [
        (2, 2, "2 of 2 people had this result; 0 did not."),
        (9, 3, "3 of 9 people had this result; 6 did not."),
        (10, 3, "30 out of 100 had this result; 70 out of 100 did not."),
    ],
)
def test_handful_of_people_is_counted_and_not_turned_into_a_hundred(people, events, said):
    arms = tuple(
        Arm(name, "better", unit="people", at="8 weeks", n=people, events=events)
        for name in ("LDN", "Placebo")
    )
    study = Study("tiny-2020", "Tiny 2020", arms, comparator="placebo")

    html = render_here("```study\nkey: tiny-2020\n```", Resources({"tiny-2020": study})).html

    assert said in text_of(html)
    assert ("out of 100" in text_of(html)) == (people >= 10)


@pytest.mark.parametrize(
    "text",
    [
        "key: 'smith-2020-\n  trial'",
        'key: "smith\\x2d2020\\x2dtrial"',
        'key: "smith\\x2d2020\\x2dtrial" # xsmith-2020-trial',
    ],
)
def test_key_that_only_yaml_reads_is_refused(text):
    arm = Arm(name="LDN", n=20, outcome="better", events=12, unit="people", at="8 weeks")
    study = Study(key="smith-2020-trial", label="Smith 2020", arms=(arm,))

    page = render_here(f"```study\n{text}\n```", Resources(references={study.key: study}))

    assert page.blockers
