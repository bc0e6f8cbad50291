"""What patients ask, and where the site answers it.

`questions.txt` holds a line for each question: its number, `!` where nobody may answer it for
themselves, the anchor on the page of common questions, and the patients' own words.
"""

import re
from pathlib import Path

import html5lib
import pytest

PAGE = "/basics/common-questions/"
LINE = re.compile(r"^ *(\d+) ([!-]) (\S+) \| (.+)$")
LINES = Path(__file__).with_name("questions.txt").read_text(encoding="utf-8").splitlines()
QUESTIONS = [LINE.match(line).groups() for line in LINES]
BOXES = {"h2", "h3"}


@pytest.fixture(scope="module")
def answers(site):
    """Anchor -> the elements between that heading and the next one."""
    page = html5lib.parse(site.get(PAGE).text, namespaceHTMLElements=False)
    found, current = {}, None
    for element in page.iter():
        if element.tag in BOXES:
            current = found.setdefault(element.get("id"), [])
        elif element.tag in {"p", "ul", "ol", "div"} and current is not None:
            current.append(element)
    return found


def test_table_holds_every_question_once():
    assert [int(number) for number, *_ in QUESTIONS] == list(range(1, 69))
    assert sum(mark == "!" for _, mark, *_ in QUESTIONS) == 20
    assert len({anchor for *_, anchor, _ in QUESTIONS}) == 68


@pytest.mark.parametrize(
    ("anchor", "question"), [(anchor, question) for *_, anchor, question in QUESTIONS]
)
def test_question_has_its_answer_at_its_anchor(answers, anchor, question):
    assert answers[anchor], question
    assert "".join(answers[anchor][0].itertext()).strip()


@pytest.mark.parametrize(
    ("anchor", "question"),
    [(anchor, question) for _, mark, anchor, question in QUESTIONS if mark == "!"],
)
def test_question_nobody_may_answer_alone_hands_off_after_its_short_answer(
    answers, anchor, question
):
    _short, hand_off, *_rest = answers[anchor]

    first = hand_off[0] if len(hand_off) else None
    assert first is not None and first.tag == "strong", question
    words = "".join(first.itertext()).lower()
    assert re.search(r"\b(911|988|call|ask|tell|talk|prescriber|doctor|team)\b", words), question
