import pytest

from ldn_site.search.words import LONGEST_WORD, STOP, fold, stem, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crohn's disease", ["crohns", "disease"]),
        ("Crohn’s DISEASE", ["crohns", "disease"]),
        ("ME/CFS", ["me", "cfs"]),
        ("low-dose naltrexone (LDN)", ["low", "dose", "naltrexone", "ldn"]),
        ("4.5\xa0mg, or 4,5 mg.", ["4.5", "mg", "or", "4,5", "mg"]),
        ("cáncer y esclerosis múltiple", ["cancer", "y", "esclerosis", "multiple"]),
        ("Señal SUEÑOS", ["senal", "suenos"]),
        ("'quoted' \"words\"", ["quoted", "words"]),
        ("snake_case", ["snake", "case"]),
        ("\x00\ud800 \u200b 🙂 …", []),
        ("x" * 500, ["x" * LONGEST_WORD]),
        ("", []),
    ],
)
def test_words_are_the_same_however_they_are_typed(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    "text", ["İstanbul ﬁne ½ ß", "naïve café", "日本語 ｆｕｌｌ", "é" * 50, "\ud800a"]
)
def test_folding_keeps_every_position(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("crohns", "crohn", "en"),
        ("dose", "doses", "en"),
        ("dreaming", "dreams", "en"),
        ("opioide", "opioides", "es"),
        ("doses", "dosing", "a language without a stemmer"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other, language):
    assert stem(one, language) == stem(other, language)


def test_stop_words_are_written_as_words_are_folded():
    assert all(words_of(word) == [word] for word in STOP)
