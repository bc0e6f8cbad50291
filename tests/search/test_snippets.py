import html
import re

import pytest
from django.utils.safestring import SafeString

from ldn_site.search.snippets import WINDOW, Marker

FILLER = "Nothing of note is here. " * 30


def snippet(text, *words, worth=None):
    return Marker({word: word for word in words}, worth or dict.fromkeys(words, 1.0)).snippet(text)


def test_words_found_are_marked():
    assert snippet("No pain, no Pain.", "pain") == "No <mark>pain</mark>, no <mark>Pain</mark>."


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("Crohn's disease", "crohns", "Crohn's"),
        ("Crohn’s disease", "crohns", "Crohn’s"),
        ("El cáncer", "cancer", "cáncer"),
        ("4.5\xa0mg", "4.5", "4.5"),
        ("ME/CFS", "cfs", "CFS"),
    ],
)
def test_word_is_marked_as_the_page_writes_it(text, word, marked):
    assert f"<mark>{html.escape(marked)}</mark>" in snippet(text, word)


@pytest.mark.parametrize("text", ["painful", "campaign", "pain4", "No words of it."])
def test_part_of_another_word_is_not_marked(text):
    assert snippet(text, "pain") == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<b>pain</b>",
        "</mark><img src=x onerror=alert(1)>",
        "\"'&amp; <pain>",
        "pain<pain>pain",
    ],
)
def test_everything_but_the_marks_is_escaped(hostile):
    found = snippet(f"pain {hostile} pain", "pain", "script", "img")

    assert isinstance(found, SafeString)
    assert set(re.findall("<[^>]*>", found)) == {"<mark>", "</mark>"}
    assert html.unescape(re.sub("</?mark>", "", found)) == f"pain {hostile} pain"


def test_word_of_markup_does_not_break_the_pattern():
    assert snippet("a (b", "(b", "[", ".*") == "a <mark>(b</mark>"


def test_stretch_with_the_most_different_words_is_shown():
    text = f"Pain and pain and pain. {FILLER}Pain with sleep. {FILLER}Pain."

    assert "<mark>Pain</mark> with <mark>sleep</mark>." in snippet(text, "pain", "sleep")


def test_telling_word_is_shown_before_a_common_one():
    text = f"LDN is a medicine. {FILLER}Tramadol is an opioid. {FILLER}"

    found = snippet(text, "ldn", "tramadol", worth={"ldn": 0.1, "tramadol": 3.0})

    assert "<mark>Tramadol</mark>" in found


def test_long_text_is_cut_between_words_and_says_so():
    found = snippet(f"{FILLER}Here is pain. {FILLER}", "pain")

    assert found.startswith("… ")
    assert found.endswith(" …")
    plain = re.sub("</?mark>", "", found).strip("… ")
    assert set(plain.split()) <= set(f"{FILLER} Here is pain.".split())
    assert len(plain) <= WINDOW


@pytest.mark.parametrize("place", [0, 1, 5, 29])
def test_snippet_begins_at_a_sentence_where_one_is_near(place):
    sentences = ["Nothing of note is here."] * 30
    sentences[place] = "Here is pain."

    found = snippet(" ".join(sentences), "pain").removeprefix("… ")

    assert found.startswith(("Nothing", "Here"))


def test_endless_word_is_shown_without_end_of_time():
    assert "<mark>pain</mark>" in snippet(f"{'x' * 9000} pain {'y' * 9000}", "pain")


def test_short_text_is_shown_whole():
    assert snippet("Less pain.\nMore sleep.", "sleep") == "Less pain. More <mark>sleep</mark>."
