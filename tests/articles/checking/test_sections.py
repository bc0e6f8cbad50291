"""How hard each part of a page is, for the person who is writing it."""

from ldn_site.articles.checking.sections import MOST_HARD, reading_of
from tests.articles.checking.pages import library, page

EASY = "The cat sat on the mat and the dog ran to the door. "
HARD = (
    "Considerable heterogeneity characterizes the pharmacological literature concerning "
    "individual tolerability, necessitating methodological examination."
)


def sections(body: str, **fields):
    return {section.name: section for section in reading_of(page(body, **fields)).sections}


def test_sections_go_from_heading_to_heading_and_begin_at_their_lines():
    found = sections("Before.\n\n## One\n\nWords.\n\n### Two\n\nMore words.\n")

    assert {name: part.line for name, part in found.items()} == {
        "The short answer": 0,
        "The beginning": 1,
        "One": 3,
        "Two": 7,
    }
    assert found["Two"].words == 3


def test_section_is_judged_only_when_it_has_a_hundred_words():
    found = sections(f"## Long\n\n{EASY * 10}\n\n## Short\n\n{EASY * 5}\n")

    assert found["Long"].is_judged
    assert not found["Short"].is_judged


def test_short_answer_facts_and_warnings_are_held_to_grade_six():
    body = (
        f"/// facts\n\n- {EASY}\n\n///\n\n/// warning | Stop\n\n{EASY}\n\n///\n\n## Rest\n\n{EASY}"
    )
    found = sections(body, summary=EASY)

    assert [found[name].most for name in ("The short answer", "The key facts", "The warnings")] == [
        6.0,
        6.0,
        6.0,
    ]
    assert found["The key facts"].is_judged
    assert found["Rest"].most == 8.0


def test_hard_sentence_is_named_with_its_line_in_its_section():
    found = sections(f"## One\n\n{EASY}\n{HARD}\n\n## Two\n\n{EASY}\n")

    (hard,) = found["One"].hard
    assert (hard.text, hard.line) == (HARD, 4)
    assert hard.grade > 9
    assert not found["Two"].hard


def test_short_sentence_is_not_called_hard_for_its_one_long_word():
    assert not sections("Methodological heterogeneity characterizes pharmacology.")[
        "The beginning"
    ].hard


def test_hard_sentence_of_a_box_is_named_once():
    found = sections(f"## One\n\n/// warning | Stop\n\n{HARD}\n\n///\n")

    assert [part.name for part in found.values() for _ in part.hard] == ["The warnings"]


def test_sentence_of_a_shared_block_is_measured_and_not_named():
    shared = library(blocks={"off-label": HARD})

    (section,) = (
        part
        for part in reading_of(page("## One\n\n{{ block: off-label }}\n", shared)).sections
        if part.name == "One"
    )

    assert section.grade > 9
    assert not section.hard


def test_only_the_worst_sentences_of_a_page_are_named():
    worse = HARD.replace("individual", "individual interdepartmental")
    body = "\n\n".join(f"## Part {n}\n\n{worse if n == 7 else HARD}" for n in range(MOST_HARD + 5))

    named = [hard for part in sections(body).values() for hard in part.hard]

    assert len(named) == MOST_HARD
    assert worse in {hard.text for hard in named}


def test_page_as_a_whole_has_its_smog_grade_once_it_is_long_enough():
    assert reading_of(page("Few words.")).smog is None
    assert reading_of(page(HARD * 10)).smog > 8


def test_other_languages_have_their_words_counted_and_no_grade():
    reading = reading_of(page("Unas pocas palabras.", language="es"))

    assert reading.words == 3
    assert not reading.sections


def test_milder_sentence_is_named_only_where_its_part_is_too_hard():
    mild = "Ask your doctor or the pharmacist before you take any of these medicines again."
    alone = reading_of(page("Words.", summary=f"{mild} {EASY * 3}")).sections[0]
    together = reading_of(page("Words.", summary=mild)).sections[0]

    assert not alone.hard
    assert [(hard.text, hard.line) for hard in together.hard] == [(mild, 0)]
