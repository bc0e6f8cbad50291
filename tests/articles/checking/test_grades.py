"""How hard a text is to read."""

import pytest

from ldn_site.articles.checking.grades import measure, names_of, passages
from ldn_site.articles.checking.syllables import syllables
from tests.articles.checking.pages import condition, page

WORDS = " ".join(["word"] * 60) + "."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("medicine", 3),
        ("people", 2),
        ("tables", 2),
        ("used", 1),
        ("needed", 2),
        ("doses", 2),
        ("liver", 2),
        ("pharmacist", 3),
        ("area", 3),
        ("being", 2),
        ("FDA", 3),
        ("WWW", 9),
        ("pharmacy's", 3),
        ("nurse's", 2),
        ("nurses’", 2),
        ("don’t", 1),
        ("45", 1),
        ("hmm", 1),
        ("gabapentinoid", 5),
    ],
)
def test_syllables_are_counted_as_the_word_is_said(word, count):
    assert syllables(word) == count


def test_flesch_kincaid_and_smog_are_their_formulas():
    found = measure(["The cat sat on the mat.", "Medicine is for people."], ())

    assert found.words == 10
    assert found.flesch_kincaid == round(0.39 * 10 / 2 + 11.8 * 13 / 10 - 15.59, 1)
    assert found.smog == round(1.043 * (1 * 30 / 2) ** 0.5 + 3.1291, 1)


def test_masked_name_makes_words_neither_longer_nor_shorter():
    plain = measure(["They took the pill at night."], ())
    named = measure(["They took naltrexone the pill at night."], ("naltrexone",))

    assert named.words == plain.words + 1
    assert named.flesch_kincaid == pytest.approx(plain.flesch_kincaid + 0.39, abs=0.11)


@pytest.mark.parametrize("said", ["Naltrexone", "NALTREXONE", "Crohn’s", "crohn's"])
def test_name_is_masked_however_it_is_written(said):
    assert measure([f"Take {said} now."], ("naltrexone", "Crohn's")) == measure(
        ["Take X now."], ("X",)
    )


def test_other_names_of_a_condition_are_masked_on_its_own_page_alone():
    about = page(**condition(synonyms=["encephalomyelitis"]))
    other = page(synonyms=["encephalomyelitis"])

    assert "encephalomyelitis" in names_of(about)
    assert "encephalomyelitis" not in names_of(other)


def test_text_of_nothing_but_names_has_no_grade():
    assert measure(["LDN"], ("LDN",)).flesch_kincaid == 0
    assert measure([], ()).smog == 0


def test_passages_hold_a_hundred_words_and_end_at_headings():
    body = (
        f"## One\n\n{WORDS} {WORDS}\n\n## Two\n\n{WORDS}\n\n## Three\n\n{WORDS}\n\n## Four\n\nEnd."
    )

    beginnings = [[p.text for p in passage if p.level] for passage in passages(page(body))]

    assert beginnings == [["One"], ["Two", "Three", "Four"]]


def test_short_page_has_no_passage():
    assert passages(page("Some words.")) == []


def test_tables_and_citations_are_not_read():
    table = "| Pharmacological | Heterogeneity |\n| --- | --- |\n| Contraindicated | 4 |"
    text = f"{WORDS} {WORDS} [@smith-2020-trial]"

    assert len(passages(page(f"{text}\n\n{table}"))[0]) == 1
