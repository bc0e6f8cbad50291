from pathlib import Path

import pytest

from ldn_site.search.planning import MOST_CHARACTERS, MOST_STEMS, MOST_WORDS, plan, tidy
from ldn_site.search.synonyms import synonyms
from ldn_site.search.vocabulary import Vocabulary
from ldn_site.search.words import stem

TEXT = """
naltrexone fibromyalgia crohns disease opioid opioids side effects sleep me cfs is it help
thyroid painful pain painkiller multiple sclerosis plus more cream die dietitian
"""
WORDS = TEXT.split()


@pytest.fixture
def vocabulary():
    return Vocabulary([(word, stem(word, "en"), 3) for word in WORDS], total=10)


@pytest.fixture
def make_synonyms(tmp_path):
    def make(text):
        path = Path(tmp_path, "synonyms.yaml")
        path.write_text(text, encoding="utf-8")
        return synonyms(path)

    return make


def stems(planned):
    return [{way.stems for way in ways} for ways in planned.asked]


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("naltroxone", "naltrexone"),
        ("fibromialgia", "fibromyalgia"),
        ("fibromyaliga", "fibromyalgia"),
        ("thyriod help", "thyroid help"),
        ("diseaze", "disease"),
        ("sideeffects", "side effects"),
        ("does it help fibromialga?", "does it help fibromyalgia"),
    ],
)
def test_misspelled_word_is_looked_up_as_the_word_meant(vocabulary, typed, suggestion):
    planned = plan(typed, vocabulary, {})

    assert planned.suggestion == suggestion
    assert all(planned.asked)


@pytest.mark.parametrize(
    "typed", ["naltrexone", "Opioids!", "fibro", "lupus", "gout", "mono", "xqzwkjv", "4.5", "é", ""]
)
def test_nothing_is_suggested_for_a_word_that_is_known_or_like_no_other(vocabulary, typed):
    assert plan(typed, vocabulary, {}).suggestion == ""


def test_beginning_of_the_last_word_is_enough(vocabulary):
    assert ("fibromyalgia",) in stems(plan("help fibrom", vocabulary, {}))[1]


def test_word_that_begins_alike_counts_for_less(vocabulary):
    factors = {way.stems: way.factor for way in plan("pain", vocabulary, {}).asked[0]}

    assert factors["pain",] == 1
    assert 0 < factors["painkil",] < 1 if ("painkil",) in factors else len(factors) > 1


def test_short_word_that_stands_in_a_page_is_not_the_beginning_of_another(vocabulary):
    assert stems(plan("want to die", vocabulary, {}))[-1] == {("die",)}
    assert ("dietitian",) in stems(plan("diet", vocabulary, {}))[-1]


def test_words_too_common_to_tell_pages_apart_are_left_out(vocabulary):
    assert stems(plan("is it opioids", vocabulary, {})) == [{("opioid",)}]


def test_words_too_common_are_looked_up_where_nothing_else_is_asked(vocabulary):
    assert stems(plan("is it", vocabulary, {})) == [{("is",)}, {("it",)}]


def test_synonym_is_looked_up_and_suggested(vocabulary, make_synonyms):
    known = make_synonyms("chrons: [Crohn's disease]\nsueno: [sleep]\n")

    planned = plan("Chron's disease sueño", vocabulary, known)

    assert planned.suggestion == "Crohn's disease sleep"
    assert ("crohn", "diseas") in stems(planned)[0]


def test_phrase_has_synonyms_as_a_whole(vocabulary, make_synonyms):
    known = make_synonyms("efectos: [help]\nefectos secundarios: [side effects]\n")

    planned = plan("efectos secundarios", vocabulary, known)

    assert planned.suggestion == "side effects"
    assert stems(planned) == [{("side", "effect")}, {("side", "effect")}]


def test_synonym_of_a_known_word_is_looked_up_without_a_suggestion(vocabulary, make_synonyms):
    planned = plan("cream", vocabulary, make_synonyms("cream: [side effects]\n"))

    assert planned.suggestion == ""
    assert stems(planned) == [{("cream",), ("side", "effect")}]


def test_synonym_that_no_page_holds_is_left_out(vocabulary, make_synonyms):
    planned = plan("revia", vocabulary, make_synonyms("revia: [unheard of]\n"))

    assert stems(planned) == [set()]
    assert planned.suggestion == ""


def test_misspelling_of_a_synonym_leads_to_what_it_means(vocabulary, make_synonyms):
    planned = plan("percocett", vocabulary, make_synonyms("percocet: [opioids]\n"))

    assert planned.suggestion == "opioids"


def test_common_word_in_a_question_is_not_taken_for_an_illness(vocabulary, make_synonyms):
    known = make_synonyms("me: [CFS]\n")

    assert stems(plan("help me", vocabulary, known))[0] == {("help",)}
    assert ("cfs",) in stems(plan("ME", vocabulary, known))[0]


def test_what_is_looked_up_is_bounded(vocabulary, make_synonyms):
    known = make_synonyms("".join(f"w{n}: [{', '.join(WORDS)}]\n" for n in range(99)))

    planned = plan(" ".join(f"w{n}" for n in range(99)), vocabulary, known)

    assert len(planned.asked) == MOST_WORDS
    assert 0 < len(planned.stems) <= MOST_STEMS


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  two \t\n words ", "two words"),
        ("a\x00b\x1b[2Jc", "a b [2Jc"),
        ("cafe\u0301", "café"),
        ("\ud800ok", "ok"),
        ("\u202eright to left", "right to left"),
        ("🙂 pain", "🙂 pain"),
        ("x" * 6000, "x" * MOST_CHARACTERS),
    ],
)
def test_words_are_shown_again_without_what_no_keyboard_types(typed, shown):
    assert tidy(typed) == shown
