"""Every number of a page, held against the data of the sources given for it.

A number is found in the reference cited for its sentence, or follows from one there by a
formula (the rest of 100; or one written down in derived.yaml), or it is loose. Years, telephone
numbers and names are no numbers here, nor are those of questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ldn_site.articles.checking.page import Page
from ldn_site.articles.checking.pieces import Kind, Sentence
from ldn_site.articles.checking.sourcing import IDLE_NUMBERS, PEOPLE
from ldn_site.articles.derived import Derived
from ldn_site.articles.exceptions import tidy

UNITS = "one two three four five six seven eight nine ten eleven twelve"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SAID = {word: number for number, word in enumerate(UNITS.split(" "), start=1)}
SAID |= {word: 10 * number for number, word in enumerate(TENS.split(" "), start=2)}
FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
SPELLED = rf"(?<![\w-])({'|'.join(SAID)})(?:-({'|'.join(SAID)}))?(?![\w-])"
WORD = re.compile(SPELLED, re.I)
COUNTED = re.compile(rf"{SPELLED}\s+(?:of\s+(?:the\s+)?)?(?:\w+\s+)?(?:{PEOPLE}|out of)\b", re.I)
WHERE = (Kind.SUMMARY, Kind.PARAGRAPH, Kind.ITEM, Kind.ROW)
OUT_OF_100 = re.compile(r"\bout of 100\b", re.I)
# "45 out of 100", "16 and 14 out of 100", "Eight out of 100 women", "32.5%".
PART = rf"(?:\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(SAID)})\b)"
SHARE = re.compile(
    rf"({PART})(?:%?\s+(?:and|or|to)\s+({PART}))?(?:\s*%|\s+percent|\s+(?:\w+\s+)?out of 100\b)",
    re.I,
)
COUNT = re.compile(rf"({PART})\s+(?:\w+\s+)?(?:of|in)\s+(?:the\s+|all\s+)?(\d[\d,]*)\b", re.I)
TEXTS = ("title", "population", "dose", "duration", "comparator", "result", "limits")


class Standing(Enum):
    FOUND = "found in the source cited"
    ELSEWHERE = "found in another source of the page"
    DERIVED = "derived"
    LOOSE = "in no source"


@dataclass(frozen=True)
class Number:
    """One number where it stands. `formula` says how a derived one was reached."""

    value: float
    sentence: str
    line: int
    standing: Standing
    formula: str = ""


def numbers(page: Page, derived: Iterable[Derived] = ()) -> Iterator[Number]:
    """Every number of the page in the order of the text."""
    mine = [row for row in derived if row.page == page.name]
    data = page.library.references
    everywhere = Stated.by(page.rendered.citations, data)
    for piece in page.of(*WHERE):
        for sentence in piece.sentences:
            near = Stated.by(sentence.keys or piece.keys, data)
            for value, is_share in _numbers_in(sentence):
                standing, formula = _standing(value, is_share, near, everywhere, sentence.text)
                for row in mine:
                    if standing is not Standing.FOUND and tidy(row.text) in sentence.text:
                        standing, formula = Standing.DERIVED, row.formula
                yield Number(value, sentence.text, sentence.line, standing, formula)


@dataclass(frozen=True)
class Stated:
    """The numbers that some sources state, and those among them that are shares of people."""

    values: frozenset[float]
    shares: frozenset[float]

    @classmethod
    def by(cls, keys: Iterable[str], data: Mapping[str, Any]) -> Stated:
        values, shares = set[float](), set[float]()
        for reference in (data[key] for key in keys if key in data):
            values |= {float(reference["n"])} if reference["n"] else set()
            for name in TEXTS:
                text = str(reference[name] or "")
                values.update(_value(number) for number in FIGURE.findall(text))
                values.update(_said(*parts) for parts in WORD.findall(text))
                shares.update(_shares_in(text))
            for arm in reference["arms"]:
                values.update(_of_arm(arm))
                shares.update(_share_of(arm))
        return cls(_rounded(values | shares), _rounded(shares))


def _rounded(values: Iterable[float]) -> frozenset[float]:
    """Each as it is, and as a whole number."""
    return frozenset(values) | {float(int(value + 0.5)) for value in values}


def _standing(
    value: float, is_share: bool, near: Stated, page: Stated, sentence: str
) -> tuple[Standing, str]:
    """A share must be one in the source too: 40 people are not 40 out of 100."""
    rest = round(100 - value, 4)
    if value in (near.shares if is_share else near.values):
        return Standing.FOUND, ""
    if 0 < value < 100 and rest in near.shares and (is_share or SHARE.search(sentence)):
        return Standing.DERIVED, f"100 − {rest:g}"
    in_page = value in (page.shares if is_share else page.values)
    return (Standing.ELSEWHERE if in_page else Standing.LOOSE), ""


def _numbers_in(sentence: Sentence) -> Iterator[tuple[float, bool]]:
    """Each number, and whether it is a share."""
    if sentence.text.rstrip('"”)').endswith("?"):
        return
    text = IDLE_NUMBERS.sub(" ", sentence.text)
    for share in _shares_said(text):
        yield share, True
    text = OUT_OF_100.sub("out of", SHARE.sub(" ", text))
    for found in FIGURE.findall(text):
        yield _value(found), False
    for parts in COUNTED.findall(text):
        yield _said(*parts), False


def _shares_said(text: str) -> Iterator[float]:
    for found in SHARE.finditer(text):
        yield from (_part(part) for part in found.groups() if part)


def _shares_in(text: str) -> Iterator[float]:
    """Percentages, and counts out of a whole as percentages."""
    yield from _shares_said(text)
    for part, whole in COUNT.findall(text):
        if 0 <= _part(part) <= _value(whole) != 0:
            yield 100 * _part(part) / _value(whole)


def _share_of(arm: Mapping[str, Any]) -> Iterator[float]:
    if arm.get("percent") is not None:
        yield float(arm["percent"])
    if arm.get("events") is not None and arm.get("n"):
        yield 100 * arm["events"] / arm["n"]
    if arm.get("mean") is not None and re.search(r"%|percent", f"{arm['unit']} {arm['outcome']}"):
        yield abs(float(arm["mean"]))


def _part(text: str) -> float:
    return _value(text) if text[0].isdigit() else float(SAID[text.lower()])


def _said(tens: str, units: str) -> float:
    """67 for "sixty", "seven"."""
    return float(SAID[tens.lower()] + (SAID[units.lower()] if units else 0))


def _value(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def _of_arm(arm: Mapping[str, Any]) -> Iterator[float]:
    for name in ("n", "events", "percent", "mean", "sd"):
        if arm.get(name) is not None:
            yield abs(float(arm[name]))
    yield from (abs(float(end)) for end in arm.get("ci95", ()))
    yield from (_value(number) for number in FIGURE.findall(f"{arm['outcome']} {arm['at']}"))
