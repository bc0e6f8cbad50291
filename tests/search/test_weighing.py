import pytest

from ldn_site.search.weighing import weigh


def weight(word, **fields):
    page = {"title": "", "names": [], "summary": "", "headings": [], "text": ""}
    return weigh(language="en", **page | fields).weights[word]


@pytest.mark.parametrize(
    "field",
    [{"title": "Pain"}, {"names": ["pain"]}, {"summary": "Pain."}, {"headings": ["Pain"]}],
    ids=lambda field: next(iter(field)),
)
def test_every_field_adds_to_what_the_text_says(field):
    assert weight("pain", text="Pain.", **field) > weight("pain", text="Pain.")


def test_title_outweighs_any_number_of_repetitions():
    assert weight("pain", title="Pain") > weight("pain", text="pain " * 5000)


def test_each_repetition_adds_less_than_the_one_before():
    once, twice, thrice = (weight("pain", text="pain " * times) for times in (1, 2, 3))

    assert 0 < thrice - twice < twice - once


def test_long_page_does_not_win_by_its_length():
    assert weight("pain", text="pain " + "other " * 50) > weight(
        "pain", text="pain " + "other " * 5000
    )


def test_words_lead_to_the_stems_that_are_weighed():
    analysis = weigh(
        language="en", title="Studies", names=[], summary="", headings=[], text="A study."
    )

    assert analysis.words == {"studies": "studi", "a": "a", "study": "studi"}
    assert set(analysis.weights) == {"studi", "a"}
