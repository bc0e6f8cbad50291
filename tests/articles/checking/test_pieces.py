"""A text as the checker reads it."""

import pytest

from ldn_site.articles.checking.page import Kind
from ldn_site.articles.checking.pieces import plain
from tests.articles.checking.pages import findings, page


def pieces(body, *kinds):
    return [(p.kind, p.text) for p in page(body).of(*(kinds or Kind)) if p.line]


def sentences(body):
    return [s.text for p in page(body).of(Kind.PARAGRAPH) for s in p.sentences]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("It was 4.5 mg. [@smith-2020-trial] Then it rose.", ["It was 4.5 mg.", "Then it rose."]),
        ("Ask Dr. Smith, e.g. in the U.S. Army.", ["Ask Dr. Smith, e.g. in the U.S. Army."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("**Bold.** Then plain.", ["Bold.", "Then plain."]),
        ("One line\nand the next. End", ["One line and the next.", "End"]),
        ("No stop", ["No stop"]),
    ],
)
def test_sentences_end_where_a_reader_would_stop(body, expected):
    assert sentences(body) == expected


def test_citation_belongs_to_the_sentences_before_it():
    body = "One. Two. [@smith-2020-trial] Three. [@jones-2021-old] Four."

    [piece] = page(body).of(Kind.PARAGRAPH)

    assert [sentence.keys for sentence in piece.sentences] == [
        ("smith-2020-trial", "jones-2021-old"),
        ("smith-2020-trial", "jones-2021-old"),
        ("jones-2021-old",),
        (),
    ]


def test_each_part_of_a_text_is_told_apart():
    body = (
        "## Head\n\nText\nmore.\n\n- One\n  goes on\n- Two\n\n1. First\n\n/// table | Caption\n\n"
        "| A | B |\n| - | - |\n| c | d |\n\n///\n\n```steps\n- title: Ask\n  text: Go.\n```\n\n"
        "```study\nkey: smith-2020-trial\n```\n\n{{ pharmacy: phone }}\n\n> Said."
    )

    assert pieces(body) == [
        (Kind.HEADING, "Head"),
        (Kind.PARAGRAPH, "Text more."),
        (Kind.ITEM, "One goes on"),
        (Kind.ITEM, "Two"),
        (Kind.ITEM, "First"),
        (Kind.CAPTION, "Caption"),
        (Kind.ROW, "| A | B |"),
        (Kind.ROW, "| c | d |"),
        (Kind.FIGURE, "Ask"),
        (Kind.FIGURE, "Go."),
        (Kind.PARAGRAPH, "Said."),
    ]


def test_piece_knows_its_box_section_and_line():
    body = "## One\n\n### Two\n\n/// warning | Stop\n\nText.\n\n///\n\nAfter."

    inside, after = page(body).of(Kind.PARAGRAPH)

    assert (inside.boxes, inside.section, inside.heading, inside.line) == (
        ("warning",),
        "One",
        "Two",
        7,
    )
    assert after.boxes == ()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("A [link](/to/it/) and **bold**, *thin*, `code`.", "A link and bold, thin, code."),
        ("Cited [@smith-2020-trial], then.", "Cited, then."),
        ("snake_case_word and _thin_", "snake_case_word and thin"),
    ],
)
def test_plain_words_are_what_a_reader_sees(raw, words):
    assert plain(raw) == words


def test_endless_text_is_read_in_bounded_parts():
    long = page("word " * 1_900 + "\n" + "word " * 1_900)

    assert max(len(s.text) for p in long.of(Kind.PARAGRAPH) for s in p.sentences) <= 1_000


def test_flood_of_findings_is_cut_to_the_worst():
    body = "\n\n".join(["LDN cures pain, and dreams are common."] * 300)

    found = findings(body)

    assert len(found) == 200
    assert {finding.severity.value for finding in found} == {"blocker"}


def test_text_that_cannot_be_rendered_has_that_finding_alone():
    found = findings("LDN cures pain. " * 20_000)

    assert [finding.code for finding in found] == ["text-too-long"]


def test_sentence_that_begins_on_a_new_line_has_the_number_of_that_line():
    (paragraph,) = page("One.\nTwo goes\non. Three.").of(Kind.PARAGRAPH)

    assert [sentence.line for sentence in paragraph.sentences] == [1, 2, 3]
